import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { PaperView } from '../../src/archive/contract.js'
import type { ObjectionList, ObjectionView } from '../../src/objections/contract.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { ObjectionFacts } from './objection-card.js'
import './objections.css'
import { ProofField } from './proof-field.js'
import { OBJECTION } from './words.js'

/** 本人或本单位的异议，with what can still be done to each. */
export function OwnList({ base }: { readonly base: '/api/me/objections' | '/api/employer/objections' }) {
  const { say } = useLanguage()
  const list = useAsk<ObjectionList>(base)
  return (
    <Answer of={list} rows={4}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={say(OBJECTION.none)} />
        ) : (
          items.map((one) => (
            <section key={one.id} className="card objection-card" aria-label={one.serial}>
              <ObjectionFacts one={one} />
              <OwnActs one={one} base={base} />
            </section>
          ))
        )
      }
    </Answer>
  )
}

function OwnActs({ one, base }: { readonly one: ObjectionView; readonly base: string }) {
  const { say } = useLanguage()
  const [note, setNote] = useState('')
  const [paper, setPaper] = useState<PaperView>()
  const queries = useQueryClient()
  const acting = useMutation<unknown, Problem, { readonly act: 'withdraw' | 'supply'; readonly body: object }>({
    mutationFn: ({ act, body }) => ask(`${base}/${one.id}/${act}`, { method: 'POST', body }),
    onSuccess: () => queries.invalidateQueries(),
  })
  const supply = { note: note.trim(), ...(paper === undefined ? {} : { documentId: paper.documentId }) }
  return (
    <div className="no-print">
      <FormProblem error={acting.error} />
      {one.canSupply && (
        <div className="objection-form">
          <label className="objection-field">
            <span>{say(OBJECTION.note)}</span>
            <textarea rows={3} maxLength={2000} value={note} onChange={({ target }) => setNote(target.value)} />
          </label>
          <ProofField path={`${base}/papers`} paper={paper} onPaper={setPaper} />
          <Button
            type="primary"
            disabled={note.trim().length < 4}
            onClick={() => acting.mutate({ act: 'supply', body: supply })}
          >
            {say(OBJECTION.supply)}
          </Button>
        </div>
      )}
      {one.canWithdraw && (
        <Button loading={acting.isPending} onClick={() => acting.mutate({ act: 'withdraw', body: {} })}>
          {say(OBJECTION.withdraw)}
        </Button>
      )}
    </div>
  )
}
