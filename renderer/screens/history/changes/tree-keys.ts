import { indexOf, type Branch, type Row } from './tree-model.ts';

export type TreeStep =
  { readonly kind: 'open'; readonly isOpen: boolean } | { readonly kind: 'go'; readonly to: number };

/** What a key does to the folder or file it is pressed on, as in any tree; `undefined`: it has another meaning, or none. */
export function stepForKey(key: string, row: Row, tree: Branch, index: number): TreeStep | undefined {
  const isFolder = row.entry?.isFolder === true;
  switch (key) {
    case 'ArrowRight':
      if (!isFolder) return undefined;
      return row.isOpen
        ? { kind: 'go', to: Math.min(index + 1, tree.rows - 1) }
        : { kind: 'open', isOpen: true };
    case 'ArrowLeft':
      if (isFolder && row.isOpen) return { kind: 'open', isOpen: false };
      return row.level === 1 ? undefined : { kind: 'go', to: indexOf(tree, row.steps.slice(0, -1)) };
    case 'Enter':
    case ' ':
      return isFolder ? { kind: 'open', isOpen: !row.isOpen } : undefined;
    default:
      return undefined;
  }
}
