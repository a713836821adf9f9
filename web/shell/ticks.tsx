import { Checkbox } from 'antd'
import './ticks.css'

interface Props<T extends string> {
  readonly label: string
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly value: readonly T[]
  readonly onChange: (value: T[]) => void
}

/**
 * 勾选若干项。A tick stands at once and every tick counts; the library's own group shows one a moment later and loses what
 * is ticked before that.
 */
export function Ticks<T extends string>({ label, options, value, onChange }: Props<T>) {
  const having = (one: T, isTicked: boolean) =>
    options.map((option) => option.value).filter((other) => (other === one ? isTicked : value.includes(other)))
  return (
    <fieldset className="ticks" aria-label={label}>
      {options.map(({ value: one, label: says }) => (
        <Checkbox
          key={one}
          value={one}
          checked={value.includes(one)}
          onChange={({ target }) => onChange(having(one, target.checked))}
        >
          {says}
        </Checkbox>
      ))}
    </fieldset>
  )
}
