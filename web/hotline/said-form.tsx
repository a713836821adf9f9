import { Button, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Both } from '../shell/both.js'
import { useLanguage } from '../shell/language.js'
import { useSentence } from '../shell/states.js'

interface Props {
  /** What the words are: asked by the caller, or said by the agent. */
  readonly label: Both
  readonly button: Both
  /** Something besides the words is still missing. */
  readonly unready?: boolean
  readonly onSend: (said: string) => Promise<unknown>
  readonly children: ReactNode
}

/** 说明与一个按钮：what a call or a step of an order comes to; the words are kept until they are taken. */
export function SaidForm({ label, button, unready = false, onSend, children }: Props) {
  const { say } = useLanguage()
  const sentence = useSentence()
  const [said, setSaid] = useState('')
  const [problem, setProblem] = useState<unknown>()
  const send = () =>
    onSend(said).then(() => {
      setSaid((now) => (now === said ? '' : now))
      setProblem(undefined)
    }, setProblem)
  return (
    <div className="order-form">
      {children}
      <label>
        <span>{say(label)}</span>
        <Input.TextArea value={said} maxLength={1000} rows={3} onChange={(event) => setSaid(event.target.value)} />
      </label>
      {problem !== undefined && <p role="alert">{sentence(problem)}</p>}
      <div>
        <Button type="primary" disabled={said.trim().length < 2 || unready} onClick={() => void send()}>
          {say(button)}
        </Button>
      </div>
    </div>
  )
}
