import type { Explained, FactRef } from '../kernel/explain.js'

/**
 * 只讲所开的类别。A part that rests on a fact of a class that was not opened is told by its value and its rule, and what lies
 * beneath it is not: a mandate for one class would otherwise read the others through their reasons. A part that rests on none
 * is the very part that was given.
 */
export function openedTree(node: Explained, isOpen: (ref: FactRef) => boolean): Explained {
  const own = node.fact === undefined || isOpen(node.fact)
  if (own && node.from.every((part) => isWhole(part, isOpen))) return node
  const { fact: _fact, ...told } = node
  return { ...told, ...(own && node.fact !== undefined ? { fact: node.fact } : {}), from: [] }
}

function isWhole(node: Explained, isOpen: (ref: FactRef) => boolean): boolean {
  return (node.fact === undefined || isOpen(node.fact)) && node.from.every((part) => isWhole(part, isOpen))
}
