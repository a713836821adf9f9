import { useState } from 'react'
import type { RecordAnswer } from '../../src/query/contract.js'
import { useLanguage } from '../shell/language.js'
import { Grounds } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import './record.css'
import { Marked } from '../objections/mark.js'
import { type AsOf, AsOfBar } from './as-of-bar.js'
import { ExplainDrawer } from './explain-drawer.js'
import { RecordView } from './record-view.js'
import { type Asked, ExplainProvider, MarksProvider, type RecordSource } from './source.js'
import { RECORD } from './words.js'

/** 一个人的权益记录：when it is seen as of, the record, and the drawer that says why. */
export function RecordScreen({ source }: { readonly source: RecordSource }) {
  const { language, say } = useLanguage()
  const [asOf, setAsOf] = useState<AsOf>({})
  const [asked, setAsked] = useState<Asked>()
  const query = { ...source.query, ...asOf, language }
  const record = useAsk<RecordAnswer>(source.record, query)
  return (
    <Answer of={record} rows={8}>
      {(answer) => (
        <MarksProvider marks={answer.marks ?? []}>
          <ExplainProvider explain={answer.abilities.canExplain ? setAsked : undefined}>
            <AsOfBar answer={answer} asOf={asOf} onChange={setAsOf} />
            {answer.narrowed !== undefined && (
              <p className="record-narrowed" role="note">
                {say(RECORD.narrowed, { what: say(answer.narrowed) })}
              </p>
            )}
            <Marked marks={answer.marks ?? []} />
            <RecordView answer={answer} />
            <Grounds grounds={answer.grounds} />
            <ExplainDrawer
              source={answer.abilities.canObject && answer.asOf.latest ? source : withoutObjecting(source)}
              query={query}
              asked={asked}
              onClose={() => setAsked(undefined)}
            />
          </ExplainProvider>
        </MarksProvider>
      )}
    </Answer>
  )
}

/** An earlier state of knowledge is looked at, not objected to. */
function withoutObjecting({ objecting: _, ...source }: RecordSource): RecordSource {
  return source
}
