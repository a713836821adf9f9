import { Button, Input } from 'antd'
import { useState } from 'react'
import type { TransferDetail } from '../../src/transfer/contract.js'
import { monthText } from '../shell/amounts.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useStep } from './use-step.js'
import { TRANSFER } from './words.js'

type Keep = 'ours' | 'theirs'

/** 重叠月份，逐月决定：the browser's own radio buttons, so that a keyboard is enough. */
export function OverlapForm({ one }: { readonly one: TransferDetail }) {
  const { say, language } = useLanguage()
  const step = useStep(one.id)
  const [kept, setKept] = useState<Readonly<Record<string, Keep>>>(
    Object.fromEntries(one.overlap.flatMap(({ month, keep }) => (keep ? [[month, keep as Keep]] : []))),
  )
  const [reason, setReason] = useState('')
  const all = (keep: Keep) => setKept(Object.fromEntries(one.overlap.map(({ month }) => [month, keep])))
  const decisions = one.overlap.flatMap(({ month }) => (kept[month] ? [{ month, keep: kept[month] }] : []))
  const whole = decisions.length === one.overlap.length && reason.trim().length >= 4
  return (
    <Section title={say(TRANSFER.overlap)}>
      <form
        className="card transfer-overlap"
        onSubmit={(event) => {
          event.preventDefault()
          if (whole) step.mutate({ step: 'overlap', body: { decisions, reason: reason.trim() } })
        }}
      >
        <p>{say(TRANSFER.overlapLead)}</p>
        <div className="transfer-actions">
          <Button onClick={() => all('ours')}>{say(TRANSFER.allOurs)}</Button>
          <Button onClick={() => all('theirs')}>{say(TRANSFER.allTheirs)}</Button>
        </div>
        {one.overlap.map(({ month }) => (
          <fieldset key={month}>
            <legend className="number">{monthText(month, language)}</legend>
            {(['ours', 'theirs'] as const).map((keep) => (
              <label key={keep}>
                <input
                  type="radio"
                  name={month}
                  checked={kept[month] === keep}
                  onChange={() => setKept({ ...kept, [month]: keep })}
                />{' '}
                {say(keep === 'ours' ? TRANSFER.keepOurs : TRANSFER.keepTheirs)}
              </label>
            ))}
          </fieldset>
        ))}
        <FormProblem error={step.error} />
        <Input.TextArea
          aria-label={say(TRANSFER.reason)}
          placeholder={say(TRANSFER.reason)}
          maxLength={500}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <Button type="primary" htmlType="submit" disabled={!whole} loading={step.isPending}>
          {say(TRANSFER.decide)}
        </Button>
        {step.isSuccess && <span role="status">{say(TRANSFER.decided)}</span>}
      </form>
    </Section>
  )
}
