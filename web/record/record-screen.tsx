import { useState } from 'react'
import type { RecordAnswer } from '../../src/query/contract.js'
import { useLanguage } from '../shell/language.js'
import { Grounds } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import './record.css'
import { type AsOf, AsOfBar } from './as-of-bar.js'
import { ExplainDrawer } from './explain-drawer.js'
import { RecordView } from './record-view.js'
import { type Asked, ExplainProvider, type RecordSource } from './source.js'

/** 一个人的权益记录：when it is seen as of, the record, and the drawer that says why. */
export function RecordScreen({ source }: { readonly source: RecordSource }) {
  const { language } = useLanguage()
  const [asOf, setAsOf] = useState<AsOf>({})
  const [asked, setAsked] = useState<Asked>()
  const query = { ...source.query, ...asOf, language }
  const record = useAsk<RecordAnswer>(source.record, query)
  return (
    <Answer of={record} rows={8}>
      {(answer) => (
        <ExplainProvider explain={answer.abilities.canExplain ? setAsked : undefined}>
          <AsOfBar answer={answer} asOf={asOf} onChange={setAsOf} />
          <RecordView answer={answer} />
          <Grounds grounds={answer.grounds} />
          <ExplainDrawer source={source} query={query} asked={asked} onClose={() => setAsked(undefined)} />
        </ExplainProvider>
      )}
    </Answer>
  )
}
