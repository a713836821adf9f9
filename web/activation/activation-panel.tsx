import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { CHECK_PURPOSES, type CheckPurpose, type CounterAnswer } from '../../src/access/activation-contract.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import './activation.css'
import { IssueForm } from './issue-form.js'
import { Issued } from './issued.js'
import { Choice, PaperFields, paperOf, type TypedPaper } from './paper-fields.js'
import { REAL_NAME } from './words.js'

const WAYS = { handover: REAL_NAME.handover, mail: REAL_NAME.mail } as const

/** 窗口为参保人激活、重置。 */
export function ActivationPanel({ personId }: { readonly personId: string }) {
  const { say } = useLanguage()
  const [paper, setPaper] = useState<TypedPaper>({})
  const [purpose, setPurpose] = useState<CheckPurpose>()
  const [way, setWay] = useState<'handover' | 'mail'>('handover')
  const shown = paperOf(paper)
  const issuing = useMutation<CounterAnswer, Problem>({
    mutationFn: () =>
      ask(pathOf('/api/desk/persons/:personId/activation', { personId }), {
        method: 'POST',
        body: { paper: shown, purpose, way },
      }),
  })
  const again = () => {
    setPaper({})
    setPurpose(undefined)
    issuing.reset()
  }
  if (issuing.data) return <Issued answer={issuing.data} onAgain={again} />
  return (
    <IssueForm
      {...{ name: say(REAL_NAME.title), lead: say(REAL_NAME.lead), error: issuing.error, isPending: issuing.isPending }}
      isWhole={shown !== undefined && purpose !== undefined}
      onSend={() => issuing.mutate()}
    >
      <Choice
        id="check-purpose"
        label={REAL_NAME.purpose}
        table={CHECK_PURPOSES}
        value={purpose}
        onChange={setPurpose}
      />
      <PaperFields paper={paper} onChange={setPaper} />
      {purpose !== 'queryPassword' && (
        <Choice id="check-way" label={REAL_NAME.way} table={WAYS} value={way} onChange={setWay} />
      )}
    </IssueForm>
  )
}
