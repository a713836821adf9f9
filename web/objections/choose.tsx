import type { Both } from '../shell/both.js'
import { useLanguage } from '../shell/language.js'

/** 一个选项框：the browser's own, read aloud and worked by keys as every other. */
export function Choose<K extends string>({
  label,
  of,
  value,
  onChange,
}: {
  readonly label: string
  readonly of: Readonly<Record<K, Both>>
  readonly value: K
  readonly onChange: (value: K) => void
}) {
  const { say } = useLanguage()
  return (
    <label className="objection-field">
      <span>{label}</span>
      <select value={value} onChange={({ target }) => onChange(target.value as K)}>
        {(Object.keys(of) as K[]).map((key) => (
          <option key={key} value={key}>
            {say(of[key])}
          </option>
        ))}
      </select>
    </label>
  )
}
