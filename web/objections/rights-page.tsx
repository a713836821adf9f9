import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { RIGHT_ANSWERS, type RightsList, type RightsView } from '../../src/objections/rights-contract.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { Choose } from './choose.js'
import './objections.css'
import { RightFacts } from './own-rights.js'
import { OBJECTION } from './words.js'

/** 个人信息权利申请，待答复与已答复。 */
export function RightsPage() {
  const { say } = useLanguage()
  const [state, setState] = useState<'open' | 'closed'>('open')
  const list = useAsk<RightsList>('/api/desk/rights', { state })
  return (
    <Page
      title={say(OBJECTION.rightsDesk)}
      lead={say(OBJECTION.rightsLead)}
      actions={
        <Segmented
          value={state}
          options={[
            { value: 'open', label: say(OBJECTION.open) },
            { value: 'closed', label: say(OBJECTION.closed) },
          ]}
          onChange={setState}
        />
      }
    >
      <Answer of={list} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say(OBJECTION.noRights)} />
          ) : (
            items.map((one) => (
              <div key={one.id}>
                <p>
                  {one.about} {one.words}
                </p>
                <RightFacts one={one} />
                {one.answer === undefined && <AnswerForm one={one} />}
              </div>
            ))
          )
        }
      </Answer>
    </Page>
  )
}

function AnswerForm({ one }: { readonly one: RightsView }) {
  const { say } = useLanguage()
  const [answer, setAnswer] = useState<keyof typeof RIGHT_ANSWERS>(one.right === 'delete' ? 'refused' : 'granted')
  const [reasons, setReasons] = useState('')
  const queries = useQueryClient()
  const sending = useMutation<unknown, Problem>({
    mutationFn: () =>
      ask(`/api/desk/rights/${one.id}/answer`, {
        method: 'POST',
        body: { answer, ...(reasons.trim() === '' ? {} : { reasons: reasons.trim() }) },
      }),
    onSuccess: () => queries.invalidateQueries(),
  })
  return (
    <div className="card objection-card objection-form no-print">
      <FormProblem error={sending.error} />
      <Choose label={say(OBJECTION.answer)} of={RIGHT_ANSWERS} value={answer} onChange={setAnswer} />
      <label className="objection-field">
        <span>{say(OBJECTION.reasons)}</span>
        <textarea rows={3} maxLength={2000} value={reasons} onChange={({ target }) => setReasons(target.value)} />
      </label>
      <Button type="primary" loading={sending.isPending} onClick={() => sending.mutate()}>
        {say(OBJECTION.answer)}
      </Button>
    </div>
  )
}
