import { createHash } from 'node:crypto'
import { Refusal } from '../kernel/refusal.js'
import { type PolicyText, policyDigestInput } from '../policy/book.js'
import { applyChanges } from '../policy/parameter-edit.js'
import { fileCollides } from '../policy/refusals-change.js'
import type { ParameterFileLine, ParameterLine } from './lines.js'

export type ParameterLines = readonly (ParameterLine | ParameterFileLine)[]

/** 参数的摘要：by which a posting, a trial and an answer name the parameters they rest on. */
export function digestOf(texts: readonly PolicyText[]): string {
  return createHash('sm3').update(policyDigestInput(texts)).digest('hex')
}

/**
 * 照提议改后的参数文件。Versions are put into the files as they stand now, whoever else changed other versions meanwhile; a
 * whole file only where nobody did. What collides is refused with a sentence.
 */
export function textsAfter(texts: readonly PolicyText[], lines: ParameterLines): PolicyText[] {
  const files = lines.filter((line) => 'text' in line)
  const changes = lines.filter((line) => 'parameter' in line)
  const byPath = new Map(texts.map((text) => [text.path, text.text]))
  for (const { path, was, text } of files) {
    const now = byPath.get(path) ?? ''
    if (now === text) continue
    if (textDigest(now) !== was) throw new Refusal(fileCollides, { path })
    byPath.set(path, text)
  }
  const replaced = [...byPath].map(([path, text]) => ({ path, text })).filter(({ text }) => text !== '')
  return applyChanges(replaced, changes)
}

/** The files that come out otherwise; an empty text for one that is gone. */
export function filesChanged(before: readonly PolicyText[], after: readonly PolicyText[]): PolicyText[] {
  const was = new Map(before.map(({ path, text }) => [path, text]))
  const is = new Set(after.map(({ path }) => path))
  const gone = before.filter(({ path }) => !is.has(path)).map(({ path }) => ({ path, text: '' }))
  return [...after.filter(({ path, text }) => was.get(path) !== text), ...gone]
}

export function textDigest(text: string): string {
  return text === '' ? '' : createHash('sm3').update(text).digest('hex')
}
