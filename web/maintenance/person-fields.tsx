import { Input } from 'antd'
import type { ReactNode } from 'react'
import { type Both, useLanguage } from '../shell/language.js'
import { MAINTAIN } from './words.js'

export interface Named {
  readonly identityNumber: string
  readonly fullName: string
}

export const NOBODY: Named = { identityNumber: '', fullName: '' }

export function isNamed({ identityNumber, fullName }: Named): boolean {
  return identityNumber.trim() !== '' && fullName.trim() !== ''
}

/** 一个人：号码与姓名。 */
export function PersonFields({
  title,
  value,
  onChange,
  children,
}: {
  readonly title: Both
  readonly value: Named
  readonly onChange: (value: Named) => void
  readonly children?: ReactNode
}) {
  const { say } = useLanguage()
  return (
    <fieldset className="card maintain-person">
      <legend>{say(title)}</legend>
      <label>
        <span>{say(MAINTAIN.number)}</span>
        <Input
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          value={value.identityNumber}
          onChange={({ target }) => onChange({ ...value, identityNumber: target.value })}
        />
      </label>
      <label>
        <span>{say(MAINTAIN.name)}</span>
        <Input
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          value={value.fullName}
          onChange={({ target }) => onChange({ ...value, fullName: target.value })}
        />
      </label>
      {children}
    </fieldset>
  )
}
