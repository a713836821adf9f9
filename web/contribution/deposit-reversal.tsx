import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { Link } from 'react-router'
import type { SubmissionDetail } from '../../src/collection/contract.js'
import {
  DEPOSIT_PATHS,
  type DepositReversalRequest,
  type DepositsFound,
} from '../../src/collection/deposit-reversal-contract.js'
import { amountText, dayText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { shortInsurance } from '../submission/words.js'
import { FUND } from './words.js'

type Found = DepositsFound['deposits'][number]

/** 红冲一笔入账：found by its serial, then applied for with a ground. */
export function DepositReversal() {
  const { say } = useLanguage()
  const [typed, setTyped] = useState('')
  const [serial, setSerial] = useState('')
  const find = (event: FormEvent) => {
    event.preventDefault()
    setSerial(typed.trim())
  }
  return (
    <Section title={say(FUND.reverseDeposit)}>
      <p className="page-note">{say(FUND.reverseDepositSays)}</p>
      <form className="toolbar" onSubmit={find}>
        <label>
          {say(FUND.serial)}
          <Input
            required
            maxLength={40}
            pattern="[A-Za-z0-9_\-]+"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        </label>
        <Button htmlType="submit">{say(FUND.findDeposit)}</Button>
      </form>
      {serial !== '' && <Deposits key={serial} serial={serial} />}
    </Section>
  )
}

function Deposits({ serial }: { readonly serial: string }) {
  const { say } = useLanguage()
  const found = useAsk<DepositsFound>(DEPOSIT_PATHS.find, { serial })
  return (
    <Answer of={found} rows={2}>
      {({ deposits }) =>
        deposits.length === 0 ? (
          <p role="status">{say(FUND.noDeposit, { serial })}</p>
        ) : (
          deposits.map((one) => <Deposit key={one.account} deposit={one} />)
        )
      }
    </Answer>
  )
}

function Deposit({ deposit }: { readonly deposit: Found }) {
  const { say, language } = useLanguage()
  const { account, serial, levyVoucher, insurance, amount, arrivalDay, why } = deposit
  return (
    <div className="card page-body">
      <p>
        <span className="number">{amountText(amount)}</span> · {say(shortInsurance(insurance))} · {say(FUND.voucher)}{' '}
        <span className="number">{levyVoucher}</span> · {say(FUND.arrival)} {dayText(arrivalDay, language)} ·{' '}
        {say(FUND.account)} <span className="number">{account}</span>
      </p>
      {why === undefined ? <Apply account={account} serial={serial} /> : <p className="form-problem">{say(why)}</p>}
    </div>
  )
}

function Apply({ account, serial }: Pick<Found, 'account' | 'serial'>) {
  const { say } = useLanguage()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [explanation, setExplanation] = useState('')
  const applying = useMutation<SubmissionDetail, Problem, DepositReversalRequest>({
    mutationFn: (body) => ask(DEPOSIT_PATHS.reverse, { method: 'POST', body }),
    onSuccess: () => {
      void queries.invalidateQueries()
      void message.success(say(FUND.submitted))
    },
  })
  if (applying.data !== undefined) return <Link to={`/submissions/${applying.data.id}`}>{say(FUND.reversalFiled)}</Link>
  const send = (event: FormEvent) => {
    event.preventDefault()
    applying.mutate({ account, serial, explanation: explanation.trim() })
  }
  return (
    <form className="toolbar" onSubmit={send}>
      <FormProblem error={applying.error} />
      <label>
        {say(FUND.reverseGround)}
        <Input
          required
          minLength={4}
          maxLength={500}
          value={explanation}
          onChange={({ target }) => setExplanation(target.value)}
        />
      </label>
      <Button type="primary" htmlType="submit" loading={applying.isPending} disabled={explanation.trim().length < 4}>
        {say(FUND.reverseApply)}
      </Button>
    </form>
  )
}
