import { Button, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { VOICE_PATHS, type VoiceAnswer } from '../../src/channels/voice-contract.js'
import { ask, Problem, pathOf } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useSentence } from '../shell/states.js'
import './hotline.css'
import { HOTLINE } from './words.js'

interface Said {
  readonly by: 'line' | 'caller'
  readonly text: string
}

const KEYS = [...'123456789*0#']

/** 热线模拟：a call in the browser, for the demo. */
export function SimulatorPage() {
  const { say } = useLanguage()
  const sentence = useSentence()
  const list = useRef<HTMLOListElement>(null)
  const call = useRef({ id: '', turn: 0 })
  const line = useRef<Promise<unknown>>(Promise.resolve())
  const [answer, setAnswer] = useState<VoiceAnswer>()
  const [said, setSaid] = useState<readonly Said[]>([])
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<unknown>()
  const hear = (next: VoiceAnswer) => {
    setAnswer(next)
    setSaid((before) => [...before, ...next.say.map((text) => ({ by: 'line' as const, text }))])
  }
  /** One after another, as a telephone sends them; what comes from an earlier call is not heard in this one. */
  const tell = (path: string, body: object) => {
    const { id } = call.current
    const isOn = () => call.current.id === id
    line.current = line.current.then(async () => {
      if (!isOn()) return
      await ask<VoiceAnswer>(path, { method: 'POST', body }).then(
        (next) => isOn() && hear(next),
        (error: unknown) => isOn() && setProblem(error),
      )
    })
  }
  const begin = () => {
    call.current = { id: `web-${crypto.randomUUID()}`, turn: 0 }
    setSaid([])
    setProblem(undefined)
    tell(VOICE_PATHS.simulator, { callId: call.current.id, caller: '13800000000' })
  }
  const send = (input: { digits?: string; hangUp?: boolean }) => {
    call.current.turn += 1
    const { digits = '' } = input
    // A number or a password is not written on the screen.
    const shown =
      digits.length > 1 ? say(HOTLINE.pressedMany, { n: digits.length }) : digits && say(HOTLINE.pressed, { n: digits })
    if (shown) setSaid((before) => [...before, { by: 'caller', text: shown }])
    setTyped('')
    tell(pathOf(VOICE_PATHS.simulatorInputs, { callId: call.current.id }), { turn: call.current.turn, ...input })
  }
  useEffect(() => {
    list.current?.scrollTo({ top: said.length === 0 ? 0 : list.current.scrollHeight })
  }, [said])
  const isOpen = answer !== undefined && !answer.end
  const isAway = problem instanceof Problem && problem.status === 404
  return (
    <Page title={say(HOTLINE.simulator)} lead={say(HOTLINE.simulatorLead)}>
      {problem !== undefined && <p role="alert">{isAway ? say(HOTLINE.notServed) : sentence(problem)}</p>}
      <div className="phone">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by the keyboard */}
        <ol ref={list} className="phone-said" aria-live="polite" aria-label={say(HOTLINE.heard)} tabIndex={0}>
          {said.map(({ by, text }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what was said stays where it is
            <li key={i} className={`phone-${by}`}>
              {text}
            </li>
          ))}
          {answer?.end === true && <li className="phone-ended">{say(HOTLINE.ended)}</li>}
        </ol>
        <div className="phone-side">
          <div className="phone-keys">
            {KEYS.map((key) => (
              <Button key={key} size="large" disabled={!isOpen} onClick={() => send({ digits: key })}>
                {key}
              </Button>
            ))}
          </div>
          <Input
            aria-label={say(HOTLINE.typed)}
            placeholder={say(HOTLINE.typed)}
            value={typed}
            maxLength={19}
            disabled={!isOpen}
            onChange={(event) => setTyped(event.target.value.replace(/[^0-9*#]/g, ''))}
            onPressEnter={() => typed !== '' && send({ digits: typed })}
          />
          <Button disabled={!isOpen || typed === ''} onClick={() => send({ digits: typed })}>
            {say(HOTLINE.send)}
          </Button>
          {isOpen ? (
            <Button danger onClick={() => send({ hangUp: true })}>
              {say(HOTLINE.hangUp)}
            </Button>
          ) : (
            <Button type="primary" size="large" onClick={begin}>
              {say(HOTLINE.call)}
            </Button>
          )}
        </div>
      </div>
    </Page>
  )
}
