import type { Fact } from '../ledger/fact.js'
import { loadPolicyBook, type PolicyText } from '../policy/book.js'
import { digestOf, filesChanged, type ParameterLines, textsAfter } from './parameter-lines.js'

/** 待施行的参数：the files that change, as facts, and what the parameters are called then. */
export interface MadeParameters {
  readonly facts: readonly Fact[]
  readonly digest: string
}

/** 参数变更凭证 → 规则文本。The book is read once more before anything is posted: what does not read is refused. */
export function makeParameters(texts: readonly PolicyText[], lines: ParameterLines): MadeParameters {
  const after = textsAfter(texts, lines)
  loadPolicyBook(after)
  const facts = filesChanged(texts, after).map(
    ({ path, text }, i): Fact => ({ kind: 'policyText', line: i + 1, textKind: 'parameters', path, text }),
  )
  return { facts, digest: digestOf(after) }
}
