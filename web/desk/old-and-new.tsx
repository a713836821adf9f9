import { Input } from 'antd'
import type { ContributionRow } from '../../src/query/contribution-contract.js'
import { amountText, monthText } from '../shell/amounts.js'
import { type Both, useLanguage } from '../shell/language.js'
import { AMOUNT_FIELDS, type AmountField, amountOf, type Side, type Typed } from './correctable.js'
import { PERSON } from './person-words.js'

export const FIELD_NAMES: Readonly<Record<AmountField, Both>> = {
  declaredWage: PERSON.wage,
  base: PERSON.base,
  employerAmount: PERSON.employerAmount,
  personAmount: PERSON.personAmount,
}

interface Props {
  readonly side: Side
  readonly row: ContributionRow
  readonly typed: Typed
  readonly disabled: boolean
  readonly onChange: (typed: Typed) => void
}

/** 现在与更正后，并排。An empty field stays as it is. */
export function OldAndNew({ side, row, typed, disabled, onChange }: Props) {
  const { say, language } = useLanguage()
  const fields = AMOUNT_FIELDS.filter((field) => side === 'due' || !field.startsWith('declared'))
  return (
    <table className="old-and-new">
      <thead>
        <tr>
          <td />
          <th scope="col">{say(PERSON.oldValue)}</th>
          <th scope="col">{say(PERSON.newValue)}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{say(PERSON.contributionMonth)}</th>
          <td className="number">{monthText(row.month, language)}</td>
          <td>
            <Input
              aria-label={`${say(PERSON.contributionMonth)} ${say(PERSON.newValue)}`}
              placeholder="2026-03"
              maxLength={7}
              disabled={disabled}
              value={typed.contributionMonth ?? ''}
              onChange={({ target }) => onChange({ ...typed, contributionMonth: target.value })}
            />
          </td>
        </tr>
        {fields.map((field) => {
          const old = oldOf(row, side)[field]
          const text = typed[field] ?? ''
          const isWrong = text.trim() !== '' && amountOf(text) === undefined
          return (
            <tr key={field} className={text.trim() === '' || disabled ? '' : 'changed'}>
              <th scope="row">{say(FIELD_NAMES[field])}</th>
              <td className="number">{old === undefined ? '—' : amountText(old)}</td>
              <td>
                <Input
                  aria-label={`${say(FIELD_NAMES[field])} ${say(PERSON.newValue)}`}
                  inputMode="decimal"
                  placeholder={say(PERSON.keep)}
                  status={isWrong ? 'error' : ''}
                  disabled={disabled}
                  value={text}
                  onChange={({ target }) => onChange({ ...typed, [field]: target.value })}
                />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** The month's figures; the wage is not among what a record shows. */
function oldOf(row: ContributionRow, side: Side): Partial<Record<AmountField, number>> {
  const { base, dueEmployer, duePerson, paidEmployer, paidPerson } = row
  return side === 'due'
    ? { base, employerAmount: dueEmployer, personAmount: duePerson }
    : { base, employerAmount: paidEmployer, personAmount: paidPerson }
}
