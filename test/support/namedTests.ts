/**
 * Which tests a test file registers, read from its source: so that a document may name a test and be
 * found out when that test is renamed, skipped or gone. Titles made at run time are not seen.
 */
import ts from 'typescript';

/** The titles of the tests that a file registers to run; skipped and planned ones are left out. */
export function testTitles(source: string, file = 'tests.ts'): string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    const title = ts.isCallExpression(node) ? titleOf(node) : undefined;
    if (title !== undefined) titles.push(title);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true));
  return titles;
}

function titleOf(call: ts.CallExpression): string | undefined {
  const [title] = call.arguments;
  const callee = call.expression.getText();
  const isTest = /^(it|test)(\.|\(|\[|$)/.test(callee) && !/^\w+\.(skip|todo)\b/.test(callee);
  return isTest && title && ts.isStringLiteralLike(title) ? title.text : undefined;
}

/**
 * What is wrong with a list of tests named as `file: title`, in one line each. `readTests` answers
 * the source of a test file, or nothing where there is no such file.
 */
export function faultsInNames(
  names: readonly string[],
  readTests: (file: string) => string | undefined,
): string[] {
  return names.flatMap((name) => {
    const [, file, title] = /^(test\/\S+?\.test\.tsx?): (.+)$/s.exec(name) ?? [];
    if (file === undefined || title === undefined) {
      return [`"${name}" is not of the form "test/...test.ts: full test name".`];
    }
    const source = readTests(file);
    if (source === undefined) return [`"${name}": there is no file ${file}.`];
    return testTitles(source, file).includes(title)
      ? []
      : [`"${name}": no test of that name runs.`];
  });
}
