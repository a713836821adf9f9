import { Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { type Asked, type Objecting, useMark } from '../record/source.js'
import { useLanguage } from '../shell/language.js'
import { Mark } from './mark.js'
import './objections.css'
import { RaiseForm } from './raise-form.js'
import { OBJECTION } from './words.js'

/** 有异议：from the figure itself, with what it showed. */
export function RaiseButton({ to, asked }: { readonly to: Objecting; readonly asked: Asked }) {
  const { say } = useLanguage()
  const [open, setOpen] = useState(false)
  const mark = useMark(asked.path)
  // The receipt of what was just sent stays to be read, though the record is marked by then.
  if (mark !== undefined && !open) return <Mark since={mark.since} />
  const { path, value } = asked
  return (
    <div className="no-print">
      <Button aria-expanded={open} onClick={() => setOpen(!open)}>
        {say(OBJECTION.raise)}
      </Button>
      {open && <RaiseForm to={to} about={{ path, ...(value === undefined ? {} : { value }) }} />}
    </div>
  )
}

/** 合计的数：an objection is to somebody's line, and the button leads to the lines of that month. */
export function RaiseElsewhere({ at }: { readonly at: { readonly to: string; readonly state: object } }) {
  const { say } = useLanguage()
  const navigate = useNavigate()
  return (
    <p className="no-print objection-elsewhere">
      <Button onClick={() => navigate(at.to, { state: at.state })}>{say(OBJECTION.raise)}</Button>
      <small>{say(OBJECTION.whichLine)}</small>
    </p>
  )
}
