import { posix } from 'node:path';
import ts from 'typescript';
import type { SourceFile } from './source-tree.ts';

/** One import, re-export, `import()` or `require()` of a file. */
export interface Import {
  readonly from: string;
  /** A path from the checkout's root for a relative import, else the package's specifier as written. */
  readonly to: string;
  readonly isRelative: boolean;
  /** Gone after compilation. */
  readonly isTypeOnly: boolean;
}

/** Reads a file's imports from its syntax tree. */
export function readImports(file: SourceFile): Import[] {
  const imports: Import[] = [];
  const add = (specifier: ts.Node | undefined, isTypeOnly: boolean) => {
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) {
      imports.push(importOf(file.path, specifier.text, isTypeOnly));
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnlyImport(node.importClause));
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, isTypeOnlyExport(node));
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    if (ts.isCallExpression(node) && isModuleCall(node.expression)) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(parse(file));
  return imports;
}

/** Whether the file only hands on what others export. */
export function isBarrel(file: SourceFile): boolean {
  const statements = parse(file).statements.filter((statement) => !ts.isImportDeclaration(statement));
  return statements.length > 0 && statements.every(ts.isExportDeclaration);
}

function parse({ path, text }: SourceFile): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
}

function importOf(from: string, specifier: string, isTypeOnly: boolean): Import {
  const isRelative = specifier.startsWith('.');
  const to = isRelative ? posix.join(posix.dirname(from), specifier) : specifier;
  return { from, to, isRelative, isTypeOnly };
}

function isTypeOnlyImport(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  if (clause.name !== undefined || bindings === undefined || !ts.isNamedImports(bindings)) return false;
  return bindings.elements.length > 0 && bindings.elements.every((element) => element.isTypeOnly);
}

function isTypeOnlyExport(node: ts.ExportDeclaration): boolean {
  if (node.isTypeOnly) return true;
  const clause = node.exportClause;
  return (
    clause !== undefined &&
    ts.isNamedExports(clause) &&
    clause.elements.every((element) => element.isTypeOnly)
  );
}

function isModuleCall(callee: ts.Expression): boolean {
  return (
    callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')
  );
}
