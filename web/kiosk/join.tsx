import { type FormEvent, useState } from 'react'
import { KIOSK_PATHS } from '../../src/channels/kiosk-contract.js'
import { ask, type Problem } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { useSentence } from '../shell/states.js'
import { KIOSK } from './words.js'

interface Props {
  readonly error: Problem
  readonly onJoined: () => void
}

/** 启用这台终端。Staff type the code of its registration, once. */
export function Join({ error, onJoined }: Props) {
  const { say } = useLanguage()
  const sentence = useSentence()
  const [code, setCode] = useState('')
  const [refused, setRefused] = useState<unknown>()
  const join = (event: FormEvent) => {
    event.preventDefault()
    ask(KIOSK_PATHS.terminal, { method: 'POST', body: { code } }).then(onJoined, setRefused)
  }
  return (
    <section className="kiosk-card">
      <h1>{say(KIOSK.unregistered)}</h1>
      <p role="alert">{sentence(refused ?? error)}</p>
      <form className="kiosk-join" onSubmit={join}>
        <label>
          {say(KIOSK.code)}
          <input value={code} onChange={(event) => setCode(event.target.value)} autoComplete="off" maxLength={32} />
        </label>
        <button type="submit" className="kiosk-main-button" disabled={code.length < 4}>
          {say(KIOSK.join)}
        </button>
      </form>
    </section>
  )
}
