import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { MANDATE_SCOPE } from '../../src/collection/mandate-contract.js'
import {
  AGENT_VISIT_PATHS,
  type AgentVisitAnswer,
  VISIT_CAPACITIES,
  type VisitCapacity,
} from '../../src/query/agent-visit-contract.js'
import { Choice, PaperFields, paperOf, type TypedPaper } from '../activation/paper-fields.js'
import { CounterPapers } from '../certificates/counter-papers.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { type Both, useLanguage } from '../shell/language.js'
import { useAsk } from '../shell/queries.js'
import './acting.css'
import { VISIT } from './visit-words.js'

/** 开始与结束：whatever stood on the screen was seen under another ground, so all of it is asked anew. */
function useVisit(path: string, onDone?: () => void) {
  const queries = useQueryClient()
  return useMutation<void, Problem, object>({
    mutationFn: async (body) => {
      await ask(path, { method: 'POST', body })
    },
    onSuccess: async () => {
      await queries.resetQueries()
      onDone?.()
    },
  })
}

interface BannerProps {
  readonly personId: string
  readonly purpose: string
}

/** 代理人在场：above the record, with what is opened, the statement and the end of the visit. */
export function AgentBanner({ personId, purpose }: BannerProps) {
  const { say, language } = useLanguage()
  const { data } = useAsk<AgentVisitAnswer>(AGENT_VISIT_PATHS.now)
  const end = useVisit(AGENT_VISIT_PATHS.end)
  const now = data?.now
  if (now === undefined) return null
  const isHere = now.personId === personId
  const words: Readonly<Record<string, Both>> = MANDATE_SCOPE
  const what = now.opens.flatMap((one) => (words[one] === undefined ? [] : [say(words[one])]))
  return (
    <aside className="acting-banner no-print" role="status">
      <span>
        {now.ended ? say(VISIT.ended) : say(isHere ? VISIT.now : VISIT.other, { says: now.says })}
        {isHere && !now.ended && (
          <small className="acting-small">
            <br />
            {say(VISIT.opens, { what: what.join(language === 'zh' ? '、' : ', ') })}
          </small>
        )}
      </span>
      <Button size="small" loading={end.isPending} onClick={() => end.mutate({})}>
        {say(VISIT.end)}
      </Button>
      {isHere && !now.ended && now.opens.includes('statement.issue') && (
        <CounterPapers personId={personId} purpose={purpose} />
      )}
      <FormProblem error={end.error} />
    </aside>
  )
}

/** 开始代为查询：the registered paper by its number, and the agent's own document as the clerk checked it. */
export function AgentVisitForm({ personId, purpose, onBegun }: BannerProps & { readonly onBegun: () => void }) {
  const { say } = useLanguage()
  const [capacity, setCapacity] = useState<VisitCapacity>()
  const [document, setDocument] = useState('')
  const [paper, setPaper] = useState<TypedPaper>({})
  const shown = paperOf(paper)
  const begin = useVisit(pathOf(AGENT_VISIT_PATHS.begin, { personId }), onBegun)
  const isWhole = shown !== undefined && capacity !== undefined && document.trim() !== ''
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (isWhole) begin.mutate({ capacity, document: document.trim(), paper: shown, purpose })
  }
  return (
    <form className="card activation-panel" onSubmit={send} noValidate aria-label={say(VISIT.title)}>
      <p className="page-lead">{say(VISIT.lead)}</p>
      <FormProblem error={begin.error} />
      <Choice
        id="visit-capacity"
        label={VISIT.capacity}
        table={VISIT_CAPACITIES}
        value={capacity}
        onChange={setCapacity}
      />
      <div className="entry-field">
        <label htmlFor="visit-document">{say(VISIT.document)}</label>
        <Input
          id="visit-document"
          autoComplete="off"
          maxLength={100}
          placeholder={say(VISIT.documentHint)}
          value={document}
          onChange={({ target }) => setDocument(target.value)}
        />
      </div>
      <PaperFields paper={paper} onChange={setPaper} />
      <div>
        <Button type="primary" htmlType="submit" loading={begin.isPending} disabled={!isWhole}>
          {say(VISIT.begin)}
        </Button>
      </div>
    </form>
  )
}
