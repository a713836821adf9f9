import { useMemo, useState } from 'react'
import { spokenOf } from '../../src/kernel/spoken.js'
import type { Explanation } from '../../src/query/contract.js'
import { useLanguage } from '../shell/language.js'
import { ExplainNode } from './explain-node.js'
import { ReadAloud } from './read-aloud.js'
import { NOTHING_OPEN, unfolded } from './unfolded.js'
import { EXPLAIN } from './words.js'

/** 推导树，可全部展开，可朗读。 */
export function WhyTree({ root }: { readonly root: Explanation }) {
  const { say, language } = useLanguage()
  const [all, setAll] = useState(false)
  const { open, isWhole } = useMemo(() => (all ? unfolded(root) : { open: NOTHING_OPEN, isWhole: true }), [all, root])
  return (
    <>
      <ReadAloud text={spokenOf(root, language)} />
      {isDeep(root) && (
        <button type="button" className="plain-link" onClick={() => setAll(!all)}>
          {say(all ? EXPLAIN.allClosed : EXPLAIN.allOpen)}
        </button>
      )}
      {!isWhole && <p className="unfolded-note">{say(EXPLAIN.openedSome)}</p>}
      <ExplainNode key={String(all)} node={root} open={open} />
    </>
  )
}

function isDeep({ from }: Explanation): boolean {
  return from.some((part) => part.from.length > 0 || part.fact?.voucher !== undefined)
}
