import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { ObjectionCase } from '../../src/objections/contract.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Choose } from './choose.js'
import { OBJECTION } from './words.js'

const keyOf = ({ posting, ordinal }: { readonly posting: string; readonly ordinal: number }) => `${posting}/${ordinal}`

/** 更正：correct one of the facts here, or name what was entered elsewhere. Both go the ordinary chain of review. */
export function CorrectForm({ one }: { readonly one: ObjectionCase }) {
  const { say } = useLanguage()
  const [chosen, setChosen] = useState(one.facts[0] === undefined ? '' : keyOf(one.facts[0]))
  const [submissionId, setSubmission] = useState('')
  const [yuan, setYuan] = useState({ personAmount: '', base: '', declaredWage: '' })
  const [explanation, setExplanation] = useState('')
  const queries = useQueryClient()
  const fact = one.facts.find((found) => keyOf(found) === chosen)
  const sending = useMutation<unknown, Problem>({
    mutationFn: () => ask(`/api/desk/objections/${one.objection.id}/correct`, { method: 'POST', body: bodyOf() }),
    onSuccess: () => queries.invalidateQueries(),
  })
  const bodyOf = () => {
    if (submissionId.trim() !== '' || fact === undefined) return { submissionId: submissionId.trim() }
    const { posting, ordinal, factKind } = fact
    const replacement = replacementOf(yuan, factKind)
    const told = { posting, ordinal, factKind, explanation: explanation.trim() }
    return { correction: { ...told, ...(replacement === undefined ? {} : { replacement }) } }
  }
  const asked = fact?.factKind === 'due' ? (['declaredWage'] as const) : (['personAmount', 'base'] as const)
  const labels = { personAmount: OBJECTION.newPerson, base: OBJECTION.newBase, declaredWage: OBJECTION.newWage }
  const isReady = submissionId.trim().length === 36 || (fact !== undefined && explanation.trim().length >= 4)
  return (
    <div className="objection-form">
      <FormProblem error={sending.error} />
      {one.facts.length > 0 && (
        <Choose
          label={say(OBJECTION.fact)}
          of={Object.fromEntries(one.facts.map((found) => [keyOf(found), { zh: found.says, en: found.says }]))}
          value={chosen}
          onChange={setChosen}
        />
      )}
      {(fact?.factKind === 'due' || fact?.factKind === 'paid') &&
        asked.map((name) => (
          <label key={name} className="objection-field">
            <span>{say(labels[name])}</span>
            <input
              inputMode="decimal"
              maxLength={14}
              value={yuan[name]}
              onChange={({ target }) => setYuan({ ...yuan, [name]: target.value })}
            />
          </label>
        ))}
      {fact !== undefined && (
        <label className="objection-field">
          <span>{say(OBJECTION.note)}</span>
          <textarea
            rows={2}
            maxLength={500}
            value={explanation}
            onChange={({ target }) => setExplanation(target.value)}
          />
        </label>
      )}
      <label className="objection-field">
        <span>{say(OBJECTION.correctWith)}</span>
        <input maxLength={36} value={submissionId} onChange={({ target }) => setSubmission(target.value)} />
      </label>
      <Button type="primary" disabled={!isReady} loading={sending.isPending} onClick={() => sending.mutate()}>
        {say(OBJECTION.send)}
      </Button>
    </div>
  )
}

/** 元 → 分；a field left empty stays as it is, and none at all only reverses. */
function replacementOf(yuan: Readonly<Record<string, string>>, factKind: string): Record<string, number> | undefined {
  const names = factKind === 'due' ? ['declaredWage'] : factKind === 'paid' ? ['personAmount', 'base'] : []
  const given = names.flatMap((name) => {
    const found = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec((yuan[name] ?? '').trim())
    return found === null ? [] : [[name, Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'))] as const]
  })
  return given.length === 0 ? undefined : Object.fromEntries(given)
}
