import { useState } from 'react'
import { useLocation } from 'react-router'
import { INSURANCE_NAMES } from '../../src/kernel/terms.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { Choose } from './choose.js'
import './objections.css'
import { OwnList } from './own-list.js'
import { RaiseForm } from './raise-form.js'
import { EMPLOYER_FIGURES, OBJECTION } from './words.js'

type Insurance = keyof typeof LEVIED

const { '110': pension, '210': unemployment, '310': medical, '410': injury, '510': maternity } = INSURANCE_NAMES
const LEVIED = { '110': pension, '210': unemployment, '310': medical, '410': injury, '510': maternity }

const TO = { path: '/api/employer/objections', papers: '/api/employer/objections/papers' } as const

/** 单位的异议：one month of one of the staff, and how each goes. */
export function EmployerObjectionsPage() {
  const { say } = useLanguage()
  return (
    <Page title={say(OBJECTION.list)}>
      <Section title={say(OBJECTION.staffRaise)}>
        <StaffMonth />
      </Section>
      <Section title={say(OBJECTION.list)}>
        <OwnList base="/api/employer/objections" />
      </Section>
    </Page>
  )
}

interface Given {
  readonly fullName?: string
  readonly identityNumber?: string
  readonly insurance?: string
  readonly month?: string
}

function StaffMonth() {
  const { say } = useLanguage()
  const given = (useLocation().state ?? {}) as Given
  const [identityNumber, setNumber] = useState(given.identityNumber ?? '')
  const [fullName, setName] = useState(given.fullName ?? '')
  const [month, setMonth] = useState(given.month ?? '')
  const [insurance, setInsurance] = useState<Insurance>((given.insurance as Insurance | undefined) ?? '110')
  const [figure, setFigure] = useState<keyof typeof EMPLOYER_FIGURES>('base')
  const fields = [
    [OBJECTION.number, identityNumber, setNumber, 40, 'text'],
    [OBJECTION.name, fullName, setName, 100, 'text'],
    [OBJECTION.month, month, setMonth, 7, 'month'],
  ] as const
  return (
    <div className="card objection-form">
      {fields.map(([label, value, set, most, type]) => (
        <label key={label.en} className="objection-field">
          <span>{say(label)}</span>
          <input
            type={type}
            autoComplete="off"
            maxLength={most}
            value={value}
            onChange={({ target }) => set(target.value)}
          />
        </label>
      ))}
      <Choose label={say(OBJECTION.insurance)} of={LEVIED} value={insurance} onChange={setInsurance} />
      <Choose label={say(OBJECTION.figure)} of={EMPLOYER_FIGURES} value={figure} onChange={setFigure} />
      <RaiseForm to={TO} about={{ identityNumber, fullName, month, insurance, figure }} />
    </div>
  )
}
