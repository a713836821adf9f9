import { useState } from 'react'
import type { Explanation } from '../../src/query/contract.js'
import { useLanguage } from '../shell/language.js'
import { useAsk } from '../shell/queries.js'
import { Sheet } from '../shell/sheet.js'
import { Answer } from '../shell/states.js'
import { ExplainNode } from './explain-node.js'
import { termName } from './figure-button.js'
import type { Asked, RecordSource } from './source.js'
import { EXPLAIN } from './words.js'

interface Props {
  readonly source: RecordSource
  /** As of when, and what else goes with every read. */
  readonly query: Readonly<Record<string, string | number>>
  readonly asked: Asked | undefined
  readonly onClose: () => void
}

/** 为什么是这个数。The last one asked stays while the sheet goes. */
export function ExplainDrawer({ source, query, asked, onClose }: Props) {
  const { say } = useLanguage()
  return (
    <Sheet open={asked !== undefined} onClose={onClose} title={say(EXPLAIN.title)}>
      {asked && <Reasons key={asked.path} source={source} query={query} asked={asked} />}
    </Sheet>
  )
}

function Reasons({ source, query, asked }: Omit<Props, 'onClose' | 'asked'> & { readonly asked: Asked }) {
  const { say } = useLanguage()
  const figure = useAsk<Explanation>(source.figure, { ...query, path: asked.path })
  const [all, setAll] = useState(false)
  return (
    <div className="reasons">
      <p className="reasons-what">
        <span>{say(termName(asked.term))}</span>
        <strong className="number">{asked.text}</strong>
      </p>
      <Answer of={figure} rows={6}>
        {(root) => (
          <>
            {isDeep(root) && (
              <button type="button" className="plain-link" onClick={() => setAll(!all)}>
                {say(all ? EXPLAIN.allClosed : EXPLAIN.allOpen)}
              </button>
            )}
            <ExplainNode key={String(all)} node={root} depth={0} all={all} />
          </>
        )}
      </Answer>
    </div>
  )
}

function isDeep({ from }: Explanation): boolean {
  return from.some((part) => part.from.length > 0 || part.fact?.voucher !== undefined)
}
