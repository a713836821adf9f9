import { Checkbox } from 'antd'
import { INSURANCE_NAMES, INSURANCES } from '../../src/kernel/terms.js'
import { useLanguage } from '../shell/language.js'
import { MonthSelect } from '../shell/month-select.js'
import { ACTING } from './words.js'

/** 所填的收窄；empty is not narrowed. */
export interface NarrowingTyped {
  readonly insurances: readonly string[]
  readonly fromMonth: string
  readonly throughMonth: string
}

/** 所填的 → 请求：what is empty is left out. */
export function narrowingOf({ insurances, fromMonth, throughMonth }: NarrowingTyped): object {
  return {
    ...(insurances.length === 0 ? {} : { insurances }),
    ...(fromMonth === '' ? {} : { fromMonth }),
    ...(throughMonth === '' ? {} : { throughMonth }),
  }
}

interface Props {
  readonly typed: NarrowingTyped
  readonly onChange: (typed: NarrowingTyped) => void
}

/** 只限哪些险种、哪些月份。 */
export function NarrowingFields({ typed, onChange }: Props) {
  const { say } = useLanguage()
  const { insurances } = typed
  const month = (name: 'fromMonth' | 'throughMonth') => (
    <div className="acting-month">
      <span aria-hidden="true">{say(ACTING[name])}</span>
      <MonthSelect
        label={say(ACTING[name])}
        value={typed[name]}
        onChange={(chosen) => onChange({ ...typed, [name]: chosen })}
        count={480}
        clearable
      />
    </div>
  )
  return (
    <fieldset className="acting-scope">
      <legend>{say(ACTING.narrow)}</legend>
      <p className="acting-small">{say(ACTING.narrowSays)}</p>
      {INSURANCES.map((code) => (
        <Checkbox
          key={code}
          checked={insurances.includes(code)}
          onChange={({ target }) =>
            onChange({
              ...typed,
              insurances: target.checked ? [...insurances, code] : insurances.filter((one) => one !== code),
            })
          }
        >
          {say(INSURANCE_NAMES[code])}
        </Checkbox>
      ))}
      <div className="acting-months">
        {month('fromMonth')}
        {month('throughMonth')}
      </div>
    </fieldset>
  )
}
