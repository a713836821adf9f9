import { useState } from 'react'
import { spokenOf } from '../../src/kernel/spoken.js'
import type { Explanation } from '../../src/query/contract.js'
import { useLanguage } from '../shell/language.js'
import { ExplainNode } from './explain-node.js'
import { ReadAloud } from './read-aloud.js'
import { EXPLAIN } from './words.js'

/** 推导树，可全部展开，可朗读。 */
export function WhyTree({ root }: { readonly root: Explanation }) {
  const { say, language } = useLanguage()
  const [all, setAll] = useState(false)
  return (
    <>
      <ReadAloud text={spokenOf(root, language)} />
      {isDeep(root) && (
        <button type="button" className="plain-link" onClick={() => setAll(!all)}>
          {say(all ? EXPLAIN.allClosed : EXPLAIN.allOpen)}
        </button>
      )}
      <ExplainNode key={String(all)} node={root} depth={0} all={all} />
    </>
  )
}

function isDeep({ from }: Explanation): boolean {
  return from.some((part) => part.from.length > 0 || part.fact?.voucher !== undefined)
}
