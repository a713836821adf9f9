import { Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { type Both, useLanguage } from '../shell/language.js'

/** 表单的一栏：its label, and what is filled in. */
export function Field({ label, wide = false, children }: { label: Both; wide?: boolean; children: ReactNode }) {
  const { say } = useLanguage()
  return (
    <div className={wide ? 'inquiry-field inquiry-wide' : 'inquiry-field'}>
      <span aria-hidden="true">{say(label)}</span>
      {children}
    </div>
  )
}

export function TextField({
  label,
  value,
  onChange,
  type = 'text',
  rows,
  wide = false,
}: {
  readonly label: Both
  readonly value: string
  readonly onChange: (text: string) => void
  readonly type?: 'text' | 'date' | 'month' | 'number'
  readonly rows?: number
  readonly wide?: boolean
}) {
  const { say } = useLanguage()
  const shared = { 'aria-label': say(label), value }
  return (
    <Field label={label} wide={wide}>
      {rows === undefined ? (
        <Input {...shared} type={type} onChange={({ target }) => onChange(target.value)} />
      ) : (
        <Input.TextArea {...shared} rows={rows} onChange={({ target }) => onChange(target.value)} />
      )}
    </Field>
  )
}

export function ChoiceField<K extends string>({
  label,
  words,
  value,
  onChange,
}: {
  readonly label: Both
  readonly words: Readonly<Record<K, Both>>
  readonly value: K | undefined
  readonly onChange: (key: K) => void
}) {
  const { say } = useLanguage()
  return (
    <Field label={label}>
      <Select
        aria-label={say(label)}
        {...(value === undefined ? {} : { value })}
        placeholder={say({ zh: '请选择', en: 'Choose' })}
        options={(Object.keys(words) as K[]).map((key) => ({ value: key, label: say(words[key]) }))}
        onChange={onChange}
      />
    </Field>
  )
}
