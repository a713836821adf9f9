import { useMutation } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import {
  CHECK_PURPOSES,
  type CounterAnswer,
  EMPLOYER_PROOFS,
  type EmployerProof,
} from '../../src/access/activation-contract.js'
import { ask, type Problem } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import './activation.css'
import { IssueForm } from './issue-form.js'
import { Issued } from './issued.js'
import { Choice, PaperFields, paperOf, type TypedPaper } from './paper-fields.js'
import { REAL_NAME } from './words.js'

const PURPOSES = { activation: CHECK_PURPOSES.activation, reset: CHECK_PURPOSES.reset } as const

/** 单位经办人激活：the operator's paper and the employer's proof. */
export function OperatorActivationPage() {
  const { say } = useLanguage()
  const [paper, setPaper] = useState<TypedPaper>({})
  const [login, setLogin] = useState('')
  const [purpose, setPurpose] = useState<'activation' | 'reset'>()
  const [proof, setProof] = useState<EmployerProof>()
  const [number, setNumber] = useState('')
  const shown = paperOf(paper)
  const isWhole = shown && purpose && proof && login.trim() !== '' && number.trim() !== ''
  const issuing = useMutation<CounterAnswer, Problem>({
    mutationFn: () =>
      ask('/api/desk/operator-activation', {
        method: 'POST',
        body: {
          ...{ login: login.trim(), paper: shown, purpose },
          employerProof: { kind: proof, number: number.trim() },
        },
      }),
  })
  const again = () => {
    setPaper({})
    setLogin('')
    setNumber('')
    issuing.reset()
  }
  return (
    <Page title={say(REAL_NAME.operator)} lead={say(REAL_NAME.operatorLead)}>
      {issuing.data ? (
        <Issued answer={issuing.data} onAgain={again} />
      ) : (
        <IssueForm
          {...{ name: say(REAL_NAME.operator), error: issuing.error, isPending: issuing.isPending }}
          isWhole={Boolean(isWhole)}
          onSend={() => issuing.mutate()}
        >
          <Text id="operator-login" label={say(REAL_NAME.login)} value={login} onChange={setLogin} />
          <Choice
            id="operator-purpose"
            label={REAL_NAME.purpose}
            table={PURPOSES}
            value={purpose}
            onChange={setPurpose}
          />
          <PaperFields paper={paper} onChange={setPaper} />
          <Choice
            id="operator-proof"
            label={REAL_NAME.proof}
            table={EMPLOYER_PROOFS}
            value={proof}
            onChange={setProof}
          />
          <Text id="operator-number" label={say(REAL_NAME.proofNumber)} value={number} onChange={setNumber} />
        </IssueForm>
      )}
    </Page>
  )
}

interface TextProps {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
}

function Text({ id, label, value, onChange }: TextProps) {
  return (
    <div className="entry-field">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        autoComplete="off"
        maxLength={64}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  )
}
