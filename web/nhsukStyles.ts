/**
 * Keeps of nhsuk-frontend's style sheet the components that the pages use, and nothing that is
 * fetched from elsewhere: its fonts stand on another host, its pictures in folders we do not serve.
 * Invariant: a built page asks no other host for anything; a style sheet that names one is an error.
 */
import type { AtRule, Plugin, Rule } from 'postcss';

const components = [
  ...['button', 'checkboxes', 'error-message', 'error-summary', 'fieldset', 'form-group', 'hint'],
  ...['input', 'label', 'list', 'radios', 'select', 'skip-link', 'textarea', 'u-visually-hidden'],
];
const vendorFile = /node_modules[\\/]nhsuk-frontend[\\/]/;
const vendorClass = /\.nhsuk-([a-z-]*[a-z])/g;
const elsewhere = /(?:url\(\s*["']?|@import\s+["'])(?:https?:)?\/\//i;
const vendorPicture = /url\(\s*["']?\/assets\//i;

export const nhsukStyles: Plugin = {
  postcssPlugin: 'nhsuk-styles',
  OnceExit(root, { result }) {
    if (vendorFile.test(root.source?.input.file ?? '')) {
      root.walkAtRules('font-face', (rule) => void rule.remove());
      root.walkRules(keepUsedSelectors);
      root.walkAtRules(removeEmpty);
    }
    root.walkDecls((declaration) => {
      if (elsewhere.test(declaration.value)) {
        throw declaration.error('A style sheet names something on another host.');
      }
    });
    root.walkAtRules('import', (rule) => {
      if (elsewhere.test(rule.toString())) {
        throw rule.error('A style sheet imports from another host.', {
          plugin: result.opts.from ?? '',
        });
      }
    });
  },
};

function keepUsedSelectors(rule: Rule): void {
  if (rule.parent?.type === 'atrule' && (rule.parent as AtRule).name.endsWith('keyframes')) return;
  const kept = rule.selectors.filter(isUsed);
  if (kept.length === 0) rule.remove();
  else {
    rule.selectors = kept;
    rule.walkDecls((declaration) => {
      if (vendorPicture.test(declaration.value)) declaration.remove();
    });
  }
}

/** A selector of elements only, or of components that the pages use; old browsers' tricks go too. */
function isUsed(selector: string): boolean {
  if (/::?-ms-|_:/.test(selector)) return false;
  return [...selector.matchAll(vendorClass)].every(([, name = '']) =>
    components.some((component) => name === component || name.startsWith(`${component}-`)),
  );
}

function removeEmpty(rule: AtRule): void {
  if (rule.nodes?.length === 0) rule.remove();
}
