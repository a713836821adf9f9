import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { BASE_EFFECTS, BASE_PATHS, type MyWages, type WageAnswer } from '../../src/collection/base-contract.js'
import { BASES, MINE } from '../contribution/words.js'
import { amountText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { shortInsurance } from '../submission/words.js'
import './citizen.css'

type Item = MyWages['items'][number]

/** 我的缴费工资：seen, and confirmed or disputed, on a phone. */
export function WagesPage() {
  const { say } = useLanguage()
  const mine = useAsk<MyWages>(BASE_PATHS.mine)
  return (
    <Page title={say(MINE.title)} lead={say(MINE.lead)}>
      <Answer of={mine} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say(MINE.none)} />
          ) : (
            items.map((item) => <Wage key={`${item.key}/${item.payYear}`} item={item} />)
          )
        }
      </Answer>
    </Page>
  )
}

function Wage({ item }: { readonly item: Item }) {
  const { say } = useLanguage()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const answering = useMutation<MyWages, Problem, WageAnswer['verdict']>({
    mutationFn: (verdict) =>
      ask(BASE_PATHS.mine, {
        method: 'POST',
        body: {
          ...{ key: item.key, payYear: item.payYear, wage: item.wage, verdict },
          ...(verdict === 'disputed' ? { reason } : {}),
        },
      }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [BASE_PATHS.mine] })
      void message.success(say(MINE.thanks))
    },
    onError: () => void queries.invalidateQueries({ queryKey: [BASE_PATHS.mine] }),
  })
  const { verdict } = item
  const tone = verdict === 'confirmed' ? 'tag-good' : verdict === 'disputed' ? 'tag-bad' : 'tag-warn'
  const state = verdict === 'confirmed' ? MINE.youConfirmed : verdict === 'disputed' ? MINE.youDisputed : MINE.open
  return (
    <section className="card">
      <h2>
        {item.employerName} · {say(MINE.year, { year: item.payYear })}{' '}
        <span className={`tag ${tone}`}>{say(state)}</span>
      </h2>
      <p>
        {say(BASES.wage)} <strong className="number">{amountText(item.wage)}</strong>
      </p>
      {item.bases.length > 0 && (
        <>
          <p>{say(MINE.basesOf)}</p>
          <ul>
            {item.bases.map(({ insurance, base, effect }) => (
              <li key={insurance}>
                {say(shortInsurance(insurance))} <span className="number">{amountText(base)}</span>{' '}
                {effect !== 'asDeclared' && <small>{say(BASE_EFFECTS[effect])}</small>}
              </li>
            ))}
          </ul>
        </>
      )}
      {item.reason && <p>{item.reason}</p>}
      <FormProblem error={answering.error} />
      {!item.sent && (
        <div className="no-print">
          <Input
            aria-label={say(MINE.reason)}
            placeholder={say(MINE.reason)}
            value={reason}
            maxLength={200}
            onChange={({ target }) => setReason(target.value)}
          />
          <div className="toolbar">
            <Button type="primary" loading={answering.isPending} onClick={() => answering.mutate('confirmed')}>
              {say(MINE.confirm)}
            </Button>
            <Button
              danger
              disabled={reason.trim().length < 2}
              loading={answering.isPending}
              onClick={() => answering.mutate('disputed')}
            >
              {say(MINE.dispute)}
            </Button>
          </div>
        </div>
      )}
    </section>
  )
}
