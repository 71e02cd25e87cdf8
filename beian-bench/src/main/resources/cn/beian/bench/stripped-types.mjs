// Judges what StrippedTypes wrote: node judge.mjs FOLDER_WITH_TYPESCRIPT FOLDER
import {createRequire} from 'node:module';
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';

const [, , installed, folder] = process.argv;
const ts = createRequire(resolve(installed, 'x.js'))('typescript');
const K = ts.SyntaxKind;
const read = name => readFileSync(join(folder, name), 'utf8');
const OPTIONS = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.Preserve,
  jsx: ts.JsxEmit.Preserve,
  preserveConstEnums: true,
  verbatimModuleSyntax: true,
  useDefineForClassFields: true,
};
/** Of what is no error of grammar although its number looks like one. */
const NO_GRAMMAR = new Set([1192, 1202, 1203, 1208, 1219, 1238, 1239, 1240, 1241, 1259, 1270, 1271, 1278, 1279,
  1280, 1286, 1287, 1288, 1323, 1324, 1343, 1345, 1378, 1432, 1479, 1484, 1485, 1541, 1542, 1543]);
const FEATURES = {
  'enums': n => n.kind === K.EnumDeclaration,
  'namespaces': n => n.kind === K.ModuleDeclaration && !ambient(n) && n.body,
  'declare': n => n.kind === K.DeclareKeyword,
  'decorators': n => n.kind === K.Decorator,
  'classes': n => ts.isClassLike(n),
  'abstract': n => n.kind === K.AbstractKeyword,
  'accessor': n => n.kind === K.AccessorKeyword,
  'overloads': n => ts.isFunctionLike(n) && !n.body && ts.isFunctionDeclaration(n),
  'type arguments of calls': n => (ts.isCallExpression(n) || ts.isNewExpression(n)) && n.typeArguments,
  'instantiation expressions': n => n.kind === K.ExpressionWithTypeArguments
    && !ts.isHeritageClause(n.parent),
  'generic arrows': n => ts.isArrowFunction(n) && n.typeParameters,
  'const type parameters': n => n.kind === K.TypeParameter && n.modifiers?.some(m => m.kind === K.ConstKeyword),
  'as, satisfies, !': n => [K.AsExpression, K.SatisfiesExpression, K.NonNullExpression].includes(n.kind),
  'casts in angles': n => n.kind === K.TypeAssertionExpression,
  'import type, export type': n => (ts.isImportClause(n) || ts.isImportSpecifier(n)
    || ts.isExportDeclaration(n) || ts.isExportSpecifier(n)) && n.isTypeOnly,
  'import =, export =': n => ts.isImportEqualsDeclaration(n) || (ts.isExportAssignment(n) && n.isExportEquals),
  'definite assignment': n => ts.isVariableDeclaration(n) && n.exclamationToken,
  'parameter properties': n => ts.isParameter(n) && n.modifiers?.some(m => ts.isParameterPropertyModifier(m.kind)),
  'this parameters': n => ts.isParameter(n) && n.name?.getText() === 'this',
  'using': n => ts.isVariableDeclarationList(n) && (n.flags & ts.NodeFlags.Using) === ts.NodeFlags.Using,
  'private names': n => n.kind === K.PrivateIdentifier,
  'elements': n => ts.isJsxElement(n) || ts.isJsxSelfClosingElement(n) || ts.isJsxFragment(n),
  'interfaces, type aliases': n => ts.isInterfaceDeclaration(n) || ts.isTypeAliasDeclaration(n),
  'conditional, mapped, template types': n => [K.ConditionalType, K.MappedType, K.TemplateLiteralType].includes(n.kind),
  'type predicates': n => n.kind === K.TypePredicate,
};

function ambient(node) {
  return !!(ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Ambient) || ts.isStringLiteral(node.name);
}

function source(name, text, kind) {
  return ts.createSourceFile(name, text, ts.ScriptTarget.ESNext, true, kind);
}

/** Whether TypeScript finds its grammar broken, in the parser or later. */
function broken(name, text, file) {
  if (file.parseDiagnostics.length) {
    return true;
  }
  const plain = file.isDeclarationFile ? 'x.d.ts' : name.endsWith('x') ? 'x.tsx' : 'x.ts';
  const input = ts.createSourceFile(plain, text, ts.ScriptTarget.ESNext, true);
  const options = {...OPTIONS, noLib: true, noResolve: true, types: [],
    strictNullChecks: true, experimentalDecorators: true, verbatimModuleSyntax: false};
  const program = ts.createProgram([plain], options, {
    fileExists: f => f === plain, readFile: () => text, getSourceFile: f => f === plain ? input : undefined,
    getDefaultLibFileName: () => 'lib.d.ts', writeFile() {}, getCurrentDirectory: () => '/',
    getCanonicalFileName: f => f, useCaseSensitiveFileNames: () => true, getNewLine: () => '\n'});
  return program.getSemanticDiagnostics(input).some(d => !NO_GRAMMAR.has(d.code)
    && (d.code < 2000 || (d.code >= 8000 && d.code < 8100) || d.code >= 18000 && d.code < 18100));
}

/**
 * Strings and called names of a script, those of module names and of elements' own texts aside; and
 * the strings in enumerations, which TypeScript works out.
 */
function content(file) {
  const strings = new Set();
  const calls = new Set();
  const folded = new Set();
  const visit = node => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isImportEqualsDeclaration(node)
        || ts.isTypeNode(node) && node.kind !== K.ExpressionWithTypeArguments) {
      return;
    }
    if (ts.isJsxAttribute(node) && node.initializer && ts.isStringLiteral(node.initializer)) {
      return;
    }
    if (ts.isEnumMember(node)) {
      ts.forEachChild(node, child => collect(child, folded));
    }
    if (ts.isCallExpression(node) && dotted(node.expression) === 'require') {
      return;
    }
    if (ts.isStringLiteralLike(node) || [K.TemplateHead, K.TemplateMiddle, K.TemplateTail].includes(node.kind)) {
      if (node.text !== '' && node.text !== 'use strict') {
        strings.add(node.text);
      }
    }
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const name = dotted(node.expression);
      if (name && name !== 'super') {
        calls.add(name);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return {strings, calls, folded};
}

function collect(node, found) {
  if (ts.isStringLiteralLike(node)) {
    found.add(node.text);
  }
  ts.forEachChild(node, child => collect(child, found));
}

/** a.b.c, through brackets, casts and type arguments; empty for anything else. */
function dotted(node) {
  if (ts.isIdentifier(node)) {
    return node.text;
  }
  if (ts.isPropertyAccessExpression(node) && (ts.isIdentifier(node.name) || ts.isPrivateIdentifier(node.name))) {
    const left = node.expression.kind === K.ThisKeyword ? 'this' : dotted(node.expression);
    return left && left + '.' + node.name.text;
  }
  const through = [K.ParenthesizedExpression, K.NonNullExpression, K.AsExpression, K.SatisfiesExpression,
    K.TypeAssertionExpression, K.ExpressionWithTypeArguments];
  return through.includes(node.kind) ? dotted(node.expression) : '';
}

function features(file) {
  const found = new Set();
  const visit = node => {
    Object.keys(FEATURES).filter(f => !found.has(f) && FEATURES[f](node)).forEach(f => found.add(f));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Why ours is not what TypeScript makes of it; empty where it is. */
function difference(name, text, id, file, kind) {
  if (existsSync(join(folder, id + '.refused'))) {
    return ['refused', read(id + '.refused')];
  }
  const ours = read(id + '.js');
  const diagnostics = ts.transpileModule(ours, {fileName: 'x.js', reportDiagnostics: true,
    compilerOptions: {...OPTIONS, allowJs: true}}).diagnostics;
  if (diagnostics.length) {
    return ['no JavaScript', 'line ' + line(ours, diagnostics[0].start) + ': '
      + ts.flattenDiagnosticMessageText(diagnostics[0].messageText, ' ')];
  }
  if (file.isDeclarationFile) {
    const none = content(source('x.js', ours, ts.ScriptKind.JS));
    return none.strings.size + none.calls.size ? ['too much', [...none.strings, ...none.calls].join(', ')] : null;
  }
  const other = ts.transpileModule(text, {fileName: kind === ts.ScriptKind.TSX ? 'x.tsx' : 'x.ts',
    compilerOptions: OPTIONS}).outputText;
  const written = content(file);
  const theirs = content(source('x.jsx', other, ts.ScriptKind.JSX));
  const mine = content(source('x.js', ours, ts.ScriptKind.JS));
  for (const what of ['strings', 'calls']) {
    const lost = [...theirs[what]].filter(s => written[what].has(s) && !mine[what].has(s));
    const more = [...mine[what]].filter(s => !theirs[what].has(s) && !written.folded.has(s));
    if (lost.length) {
      return [what + ' lost', lost.join(' | ')];
    }
    if (more.length) {
      return [what + ' too many', more.join(' | ')];
    }
  }
  return null;
}

function line(text, at) {
  return text.slice(0, at).split('\n').length;
}

const table = new Map();
function count(row, good, parsed) {
  const cells = table.get(row) ?? [0, 0, 0];
  table.set(row, cells);
  cells[0]++;
  cells[1] += good;
  cells[2] += parsed;
}

const failures = [];
let refusedByTypeScript = 0;
for (const entry of readdirSync(folder).filter(f => f.endsWith('.name')).sort()) {
  const id = entry.slice(0, -5);
  const name = read(entry);
  const text = read(id + '.in');
  const kind = name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = source(name, text, kind);
  if (broken(name, text, file)) {
    refusedByTypeScript++;
    continue;
  }
  const why = difference(name, text, id, file, kind);
  const good = why ? 0 : 1;
  const parsed = existsSync(join(folder, id + '.unparsed')) ? 0 : 1;
  count('all', good, parsed);
  count(file.isDeclarationFile ? '.d.ts' : kind === ts.ScriptKind.TSX ? '.tsx' : '.ts', good, parsed);
  features(file).forEach(f => count('with ' + f, good, parsed));
  if (why) {
    failures.push([why[0], id, name, why[1].replace(/\s+/g, ' ')].join('\t'));
  } else if (!parsed) {
    failures.push(['not parsed', id, name, read(id + '.unparsed').replace(/\s+/g, ' ')].join('\t'));
  }
}
writeFileSync(join(folder, 'failures.tsv'), failures.sort().join('\n') + '\n');
console.log(refusedByTypeScript + ' files are none to TypeScript ' + ts.version + ' and not counted.\n');
console.log('| files | cases | as TypeScript | % | parsed by our reader | % |\n|---|---|---|---|---|---|');
for (const [row, [all, good, parsed]] of [...table].sort(([a, x], [b, y]) => y[0] - x[0])) {
  const share = n => (100 * n / all).toFixed(1);
  console.log('| ' + [row, all, good, share(good), parsed, share(parsed)].join(' | ') + ' |');
}
