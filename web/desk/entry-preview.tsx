import { mask } from '../../src/kernel/mask.js'
import { amountText, monthText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import { shortInsurance } from '../submission/words.js'
import { amountOf } from './correctable.js'
import type { EntryField } from './entry-fields.js'
import { problemOf, type Typed } from './entry-values.js'

interface Props {
  readonly name: string
  readonly fields: readonly EntryField[]
  readonly typed: Typed
  readonly isRight: boolean
}

/** 将要提交的样子，边填边变。What each insurance comes to is for the rules to say, once it is filed. */
export function EntryPreview({ name, fields, typed, isRight }: Props) {
  const { say } = useLanguage()
  const shown = useShown()
  const given = fields.filter((field) => (typed[field.name]?.length ?? 0) > 0)
  const { contributionMonth, settlementMonth } = typed
  const isBackPay = typeof contributionMonth === 'string' && contributionMonth < String(settlementMonth)
  return (
    <aside className="card entry-preview" aria-live="polite">
      <h2>
        {name}
        {isBackPay && (
          <span className="tag tag-warn">{say({ zh: '补缴，须审批', en: 'back payment, needs approval' })}</span>
        )}
      </h2>
      <dl>
        {given.map((field) => (
          <div key={field.name}>
            <dt>{say(field.label)}</dt>
            <dd className={problemOf(field, typed[field.name]) ? 'number entry-wrong' : 'number'}>
              {shown(field, typed[field.name])}
            </dd>
          </div>
        ))}
      </dl>
      <p className="desk-note">
        {isRight
          ? say({
              zh: '格式核对无误。各险种应缴由规则算得，提交后在报送里看。',
              en: 'The form is in order. What each insurance comes to is computed by the rules and shown once it is filed.',
            })
          : say({ zh: '还有须填或须改的。', en: 'Something is still missing or wrong.' })}
      </p>
    </aside>
  )
}

function useShown() {
  const { say, language } = useLanguage()
  return ({ kind, choices = {} }: EntryField, value: Typed[string]): string => {
    if (value === undefined) return ''
    if (typeof value !== 'string')
      return value.map((code) => say(choices[code] ?? shortInsurance(code))).join(say({ zh: '、', en: ', ' }))
    if (kind === 'identity') return mask(value)
    if (kind === 'month') return monthText(value, language)
    if (kind === 'choice') return choices[value] ? say(choices[value]) : value
    const amount = kind === 'yuan' ? amountOf(value) : undefined
    return amount === undefined ? value : amountText(amount)
  }
}
