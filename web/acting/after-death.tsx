import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useSend } from './mandates.js'
import { ACTING_PATHS } from './paths.js'
import { ACTING } from './words.js'

/** 身后的查询：whether relatives may look, as the person arranges in life. */
export function AfterDeath({ relativesMay, again }: { readonly relativesMay: boolean; readonly again: () => void }) {
  const { say } = useLanguage()
  const [password, setPassword] = useState('')
  const arrange = useSend(ACTING_PATHS.afterDeath, () => {
    setPassword('')
    again()
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    arrange.mutate({ relativesMay: !relativesMay, password })
  }
  return (
    <Section title={say(ACTING.after)}>
      <p>{say(ACTING.afterSays)}</p>
      <p>
        <strong>{say(relativesMay ? ACTING.may : ACTING.mayNot)}</strong>
      </p>
      <form className="acting-form" onSubmit={send} aria-label={say(ACTING.after)}>
        <label>
          {say(ACTING.password)}
          <Input
            type="password"
            value={password}
            required
            autoComplete="current-password"
            onChange={({ target }) => setPassword(target.value)}
          />
        </label>
        <FormProblem error={arrange.error} />
        <Button htmlType="submit" loading={arrange.isPending}>
          {say(relativesMay ? ACTING.forbid : ACTING.allow)}
        </Button>
      </form>
    </Section>
  )
}
