/**
 * Makes `current` look like `next` while keeping its elements, so that marks move instead of jumping
 * and the focused mark keeps the focus. Children that carry a `data-key` are matched by it, others by
 * name and order. `next` is taken apart.
 */
function morph(current: Element, next: Element): void {
  const focused = focusedKey(current);
  morphElement(current, next);
  if (focused === null || focusedKey(current) === focused) return;
  const again = [...current.querySelectorAll<SVGElement>('[data-key][tabindex]')].find(
    (element) => element.dataset['key'] === focused,
  );
  again?.focus({ preventScroll: true });
}

/** Shows `next` as the only child of `host`: morphs the one before, where there was one. */
export function show(host: Element, next: Element): void {
  const current = host.firstElementChild;
  if (current) morph(current, next);
  else host.append(next);
}

function focusedKey(root: Element): string | null {
  const active = root.ownerDocument.activeElement;
  return active && root.contains(active) ? active.getAttribute('data-key') : null;
}

function morphElement(current: Element, next: Element): void {
  for (const name of current.getAttributeNames())
    if (!next.hasAttribute(name)) current.removeAttribute(name);
  for (const name of next.getAttributeNames()) {
    const value = next.getAttribute(name)!;
    if (current.getAttribute(name) !== value) current.setAttribute(name, value);
  }

  const old = [...current.childNodes];
  const taken = new Set<Node>();
  let cursor: ChildNode | null = current.firstChild;
  // Most figures keep their order, so the next in line is looked at before all the others.
  const match = (child: Node): Node | undefined =>
    cursor && !taken.has(cursor) && sameKind(cursor, child)
      ? cursor
      : old.find((candidate) => !taken.has(candidate) && sameKind(candidate, child));
  for (const child of [...next.childNodes]) {
    const kept = match(child);
    if (!kept) {
      current.insertBefore(child, cursor);
      continue;
    }
    taken.add(kept);
    if (kept === cursor) cursor = cursor?.nextSibling ?? null;
    else current.insertBefore(kept, cursor);
    if (isElement(kept) && isElement(child)) morphElement(kept, child);
    else if (kept.nodeValue !== child.nodeValue) kept.nodeValue = child.nodeValue;
  }
  for (const node of old) if (!taken.has(node)) node.remove();
}

function sameKind(a: Node, b: Node): boolean {
  if (a.nodeName !== b.nodeName) return false;
  if (!isElement(a) || !isElement(b)) return true;
  return a.getAttribute('data-key') === b.getAttribute('data-key');
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}
