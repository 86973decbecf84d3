/** One command of a runbook, as it stands in its HTML. */
export interface WrittenCommand {
  readonly where: string;
  readonly text: string;
  readonly asRoot: boolean;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** Reads the commands out of a runbook's HTML, in their order. */
export function commandsOf(html: string): readonly WrittenCommand[] {
  const pres = html.matchAll(
    /<pre class="command" data-where="([a-z]+)" data-root="(yes|no)">([^<]*)<\/pre>/g,
  );
  return [...pres].map(([, where = '', root, text = '']) => ({
    where,
    text: text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? ''),
    asRoot: root === 'yes',
  }));
}
