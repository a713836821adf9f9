import { useState } from 'react'
import { KIOSK_PATHS } from '../../src/channels/kiosk-contract.js'
import { ask } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { useSentence } from '../shell/states.js'
import { Keypad } from './keypad.js'
import { KIOSK } from './words.js'

const STEPS = ['present', 'next', 'nextAgain'] as const

/** 更改查询密码：the present one, then the new one twice. */
export function PasswordChange() {
  const { say } = useLanguage()
  const sentence = useSentence()
  const [keyed, setKeyed] = useState<readonly string[]>([''])
  const [problem, setProblem] = useState<string>()
  const [done, setDone] = useState(false)
  const step = keyed.length - 1
  const again = (says: string) => {
    setProblem(says)
    setKeyed([''])
  }
  const full = (value: string) => {
    const all = [...keyed.slice(0, -1), value]
    if (all.length < STEPS.length) return setKeyed([...all, ''])
    const [digits, next, repeated] = all
    if (next !== repeated) return again(say(KIOSK.differ))
    ask(KIOSK_PATHS.digits, { method: 'PUT', body: { digits, next } }).then(
      () => setDone(true),
      (error: unknown) => again(sentence(error)),
    )
  }
  if (done) return <p role="status">{say(KIOSK.changed)}</p>
  return (
    <>
      {problem !== undefined && (
        <p className="kiosk-problem" role="alert">
          {problem}
        </p>
      )}
      <Keypad
        label={say(KIOSK[STEPS[step] ?? 'present'])}
        value={keyed[step] ?? ''}
        most={6}
        hidden
        onChange={(value) => setKeyed([...keyed.slice(0, -1), value])}
        onFull={full}
      />
    </>
  )
}
