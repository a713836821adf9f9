import { Segmented } from 'antd'
import { useState } from 'react'
import type { Explanation } from '../../src/query/contract.js'
import { RaiseButton, RaiseElsewhere } from '../objections/raise-button.js'
import { useLanguage } from '../shell/language.js'
import { useAsk } from '../shell/queries.js'
import { Sheet } from '../shell/sheet.js'
import { Answer } from '../shell/states.js'
import './explain.css'
import { CHANGED } from './explain-words.js'
import { termName } from './figure-button.js'
import { type Asked, OriginalProvider, type RecordSource } from './source.js'
import { WhyChanged } from './why-changed.js'
import { WhyTree } from './why-tree.js'
import { EXPLAIN } from './words.js'

interface Props {
  readonly source: RecordSource
  /** As of when, and what else goes with every read. */
  readonly query: Readonly<Record<string, string | number>>
  readonly asked: Asked | undefined
  readonly onClose: () => void
}

/** 为什么是这个数，为什么变了。The last one asked stays while the sheet goes. */
export function ExplainDrawer({ source, query, asked, onClose }: Props) {
  const { say } = useLanguage()
  return (
    <Sheet open={asked !== undefined} onClose={onClose} title={say(EXPLAIN.title)}>
      <OriginalProvider original={source.original}>
        {asked && <Reasons key={asked.path} source={source} query={query} asked={asked} />}
      </OriginalProvider>
    </Sheet>
  )
}

function Reasons({ source, query, asked }: Omit<Props, 'onClose' | 'asked'> & { readonly asked: Asked }) {
  const { say } = useLanguage()
  const [about, setAbout] = useState<'why' | 'changed'>('why')
  return (
    <div className="reasons">
      <AskedFigure asked={asked} />
      {source.difference !== undefined && (
        <Segmented
          block
          className="no-print"
          aria-label={say(CHANGED.which)}
          value={about}
          options={[
            { value: 'why', label: say(CHANGED.why) },
            { value: 'changed', label: say(CHANGED.changed) },
          ]}
          onChange={setAbout}
        />
      )}
      {source.objectingAt && <RaiseElsewhere at={source.objectingAt(asked)} />}
      {source.objecting && <RaiseButton to={source.objecting} asked={asked} />}
      {about === 'why' || source.difference === undefined ? (
        <Why source={source} query={query} asked={asked} />
      ) : (
        <WhyChanged difference={source.difference} query={query} asked={asked} />
      )}
    </div>
  )
}

/** 问的是哪个数。 */
export function AskedFigure({ asked }: { readonly asked: Asked }) {
  const { say } = useLanguage()
  return (
    <p className="reasons-what">
      <span>{say(termName(asked.term))}</span>
      <strong className="number">{asked.text}</strong>
    </p>
  )
}

function Why({ source, query, asked }: Omit<Props, 'onClose' | 'asked'> & { readonly asked: Asked }) {
  const figure = useAsk<Explanation>(source.figure, { ...query, path: asked.path })
  return (
    <Answer of={figure} rows={6}>
      {(root) => <WhyTree root={root} />}
    </Answer>
  )
}
