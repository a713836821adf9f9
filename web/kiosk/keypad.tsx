import { useLanguage } from '../shell/language.js'
import { KIOSK } from './words.js'

interface Props {
  readonly label: string
  readonly value: string
  readonly most: number
  readonly hidden?: boolean
  readonly onChange: (value: string) => void
  readonly onFull?: (value: string) => void
}

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

/** 大按键，with dots for what was keyed. */
export function Keypad({ label, value, most, hidden = false, onChange, onFull }: Props) {
  const { say } = useLanguage()
  const press = (digit: string) => {
    if (value.length >= most) return
    const next = value + digit
    onChange(next)
    if (next.length === most) onFull?.(next)
  }
  return (
    <fieldset className="kiosk-keypad">
      <legend>{label}</legend>
      <output className="kiosk-keyed" aria-label={`${value.length}/${most}`}>
        {hidden ? '●'.repeat(value.length) + '○'.repeat(most - value.length) : value.padEnd(most, '–')}
      </output>
      <div className="kiosk-keys">
        {KEYS.map((key) => (
          <button key={key} type="button" onClick={() => press(key)}>
            {key}
          </button>
        ))}
        <button type="button" className="kiosk-quiet" onClick={() => onChange(value.slice(0, -1))}>
          {say(KIOSK.erase)}
        </button>
        <button type="button" onClick={() => press('0')}>
          0
        </button>
      </div>
    </fieldset>
  )
}
