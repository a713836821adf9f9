import { useState } from 'react'
import { Link } from 'react-router'
import type { EstimateAnswer, EstimateBody } from '../../src/query/estimate-contract.js'
import { AskedFigure } from '../record/explain-drawer.js'
import { ReadAloud } from '../record/read-aloud.js'
import { type Asked, ExplainProvider } from '../record/source.js'
import { WhyTree } from '../record/why-tree.js'
import { monthText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import { Grounds } from '../shell/page.js'
import { Sheet } from '../shell/sheet.js'
import { Answer, Empty, Failed, Loading, useSentence } from '../shell/states.js'
import '../record/record.css'
import { AnswerCard } from './answer-card.js'
import { Caveats } from './caveats.js'
import { Conditions } from './conditions.js'
import './estimate.css'
import { EstimateCharts } from './estimate-charts.js'
import { GroupChoice } from './group-choice.js'
import { PensionParts } from './pension-parts.js'
import { Supposed } from './supposed.js'
import { type EstimateSource, useEstimate, useEstimateFigure } from './use-estimate.js'
import { ESTIMATE } from './words.js'

/** 待遇测算：the answer first, then what may be turned, then why. */
export function EstimateScreen({ source }: { readonly source: EstimateSource }) {
  const [body, setBody] = useState<EstimateBody>({})
  const estimate = useEstimate(source, body)
  const { data, error } = estimate
  if (error?.code === 'estimate.choose-group' && body.group === undefined) {
    const groups = String(error.facts['groups'] ?? 'woman55,woman50').split(',')
    return <GroupChoice groups={groups} onChoose={(group) => setBody({ group })} />
  }
  if (data === undefined) {
    if (error?.code === 'estimate.already-retired') return <AlreadyDrawing month={String(error.facts['month'] ?? '')} />
    return error ? <Failed error={error} retry={() => void estimate.refetch()} /> : <Loading rows={8} />
  }
  return (
    <Estimated
      {...{ source, body, answer: data, error, onChange: setBody }}
      isStale={estimate.isPlaceholderData || error !== null}
    />
  )
}

/** 已经核定：what is known is in the record, and nothing has failed. */
function AlreadyDrawing({ month }: { readonly month: string }) {
  const { say, language } = useLanguage()
  return (
    <Empty title={say(ESTIMATE.alreadyDrawing)}>
      <p>{say(ESTIMATE.alreadyDrawingWhy, { month: monthText(month, language) })}</p>
      <Link to="/record" className="state-way">
        {say(ESTIMATE.toRecord)}
      </Link>
    </Empty>
  )
}

interface Props {
  readonly source: EstimateSource
  readonly body: EstimateBody
  readonly answer: EstimateAnswer
  readonly error: unknown
  readonly isStale: boolean
  readonly onChange: (body: EstimateBody) => void
}

function Estimated({ source, body, answer, error, isStale, onChange }: Props) {
  const { say } = useLanguage()
  const [asked, setAsked] = useState<Asked>()
  return (
    <ExplainProvider explain={setAsked}>
      <div className="estimate" aria-busy={isStale}>
        <AnswerCard answer={answer} isStale={isStale && !error} />
        <ReadAloud text={answer.spoken} />
        <Conditions body={body} answer={answer} onChange={onChange} />
        {error !== null && error !== undefined && <Refused error={error} />}
        <Supposed answer={answer} />
        <PensionParts answer={answer} />
        <EstimateCharts answer={answer} />
        <Caveats caveats={answer.caveats} />
        <Grounds grounds={answer.grounds} />
      </div>
      <Sheet open={asked !== undefined} onClose={() => setAsked(undefined)} title={say(ESTIMATE.why)}>
        {asked && <Why key={asked.path} {...{ source, body, asked }} />}
      </Sheet>
    </ExplainProvider>
  )
}

function Refused({ error }: { readonly error: unknown }) {
  const { say } = useLanguage()
  const sentence = useSentence()
  return (
    <div className="form-problem" role="alert">
      <strong>{say(ESTIMATE.refused)}</strong>
      <p>{sentence(error)}</p>
    </div>
  )
}

function Why({ source, body, asked }: Pick<Props, 'source' | 'body'> & { readonly asked: Asked }) {
  const figure = useEstimateFigure(source, body, asked.path)
  return (
    <div className="reasons">
      <AskedFigure asked={asked} />
      <Answer of={figure} rows={6}>
        {(root) => <WhyTree root={root} />}
      </Answer>
    </div>
  )
}
