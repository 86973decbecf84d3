export const FILE_WORDS: {
  readonly kinds: Readonly<Record<string, string>>;
  readonly history: string;
  readonly script: string;
  readonly runbook: string;
  readonly notJson: string;
  readonly tooLarge: string;
} = {
  kinds: {
    csv: 'Comma-separated values',
    json: 'JSON',
    sh: 'Shell script',
    html: 'Web page',
    md: 'Markdown',
    txt: 'Plain text',
    pdf: 'PDF',
  },
  history: 'history',
  script: 'set-up',
  runbook: 'failover runbook',
  notJson: 'it is not JSON',
  tooLarge: 'it is larger than a pair can be',
};
