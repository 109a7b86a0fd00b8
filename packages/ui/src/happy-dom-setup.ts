// happy-dom hands out a `Document` class that its own document does not descend from. React Aria
// asks `instanceof Document` before it decides whether an overlay already holds the focus, so in
// tests the pop-up would take the focus from its first item. Setup file of `vitest.config.ts`.
const documentClass: unknown = Object.getPrototypeOf(Document)

if (typeof documentClass === 'function' && !(document instanceof Document)) {
  Object.defineProperty(Document, Symbol.hasInstance, {
    value: (candidate: unknown) => candidate instanceof documentClass,
  })
}
