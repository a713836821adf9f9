import { Button, Input } from 'antd'
import { useState } from 'react'
import { parseYuan } from '../../src/kernel/money.js'
import type { TransferDetail } from '../../src/transfer/contract.js'
import { amountText } from '../shell/amounts.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useStep } from './use-step.js'
import { TRANSFER } from './words.js'

/** 资金到账或划出：what the form says stands beside it; anything else is refused with both figures. */
export function MoneyForm({ one }: { readonly one: TransferDetail }) {
  const { say } = useLanguage()
  const step = useStep(one.id)
  const [typed, setTyped] = useState({ amount: '', day: '', serial: '' })
  const amount = fenOf(typed.amount)
  const whole = amount !== undefined && typed.day !== '' && typed.serial.trim() !== ''
  const send = () => step.mutate({ step: 'money', body: { amount, day: typed.day, serial: typed.serial.trim() } })
  return (
    <Section title={say(TRANSFER.money)}>
      <FormProblem error={step.error} />
      <form
        className="card transfer-money"
        onSubmit={(event) => {
          event.preventDefault()
          if (whole) send()
        }}
      >
        {one.information && (
          <span>
            {say(TRANSFER.all)} <span className="number">{amountText(one.information.money.total)}</span>
          </span>
        )}
        <Input
          style={{ width: 160 }}
          inputMode="decimal"
          aria-label={say(TRANSFER.amount)}
          placeholder={say(TRANSFER.amount)}
          maxLength={20}
          value={typed.amount}
          onChange={({ target }) => setTyped({ ...typed, amount: target.value })}
        />
        <Input
          style={{ width: 170 }}
          type="date"
          aria-label={say(TRANSFER.day)}
          value={typed.day}
          onChange={({ target }) => setTyped({ ...typed, day: target.value })}
        />
        <Input
          style={{ width: 220 }}
          aria-label={say(TRANSFER.serial)}
          placeholder={say(TRANSFER.serial)}
          maxLength={60}
          value={typed.serial}
          onChange={({ target }) => setTyped({ ...typed, serial: target.value })}
        />
        <Button type="primary" htmlType="submit" disabled={!whole} loading={step.isPending}>
          {say(one.direction === 'in' ? TRANSFER.moneyIn : TRANSFER.moneyOut)}
        </Button>
      </form>
    </Section>
  )
}

function fenOf(text: string): number | undefined {
  try {
    return parseYuan(text.trim())
  } catch {
    return undefined
  }
}
