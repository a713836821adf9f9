import { Button, InputNumber, Segmented } from 'antd'
import { type ReactNode, useId } from 'react'
import type { EstimateAnswer, EstimateBody } from '../../src/query/estimate-contract.js'
import { amountText } from '../shell/amounts.js'
import { type Both, useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { RetirementSlider } from './retirement-slider.js'
import { Slider } from './slider.js'
import { ESTIMATE, GROUP_NAMES } from './words.js'

interface Props {
  readonly body: EstimateBody
  readonly answer: EstimateAnswer
  readonly onChange: (body: EstimateBody) => void
}

/** 每格半个百分点，up to ten percent. */
const STEP = 5_000
const MOST = 100_000

/** 可以变的条件。What is not touched follows the record. */
export function Conditions({ body, answer, onChange }: Props) {
  const { say } = useLanguage()
  const { assumptions, bounds } = answer
  const set = (change: Partial<EstimateBody>) => onChange({ ...body, ...change })
  const rate = (name: 'baseGrowth' | 'wageGrowth' | 'notionalRate', label: Both, hint?: Both) => (
    <Slider
      label={say(label)}
      value={body[name] ?? assumptions[name]}
      max={MOST}
      step={name === 'notionalRate' ? STEP / 5 : STEP}
      text={percent(body[name] ?? assumptions[name])}
      hint={hint && say(hint)}
      onChange={(value) => set({ [name]: value })}
    />
  )
  const reset = () => onChange(body.group === undefined ? {} : { group: body.group })
  const resetButton = (
    <Button size="small" type="link" onClick={reset}>
      {say(ESTIMATE.reset)}
    </Button>
  )
  return (
    <div className="no-print">
      <Section title={say(ESTIMATE.conditions)} aside={resetButton}>
        <div className="card conditions">
          {bounds.groups.length > 1 && <Groups {...{ answer, onChange }} />}
          <RetirementSlider
            answer={answer}
            chosen={body.retirement}
            onChange={(retirement) => (retirement === undefined ? onChange(without(body)) : set({ retirement }))}
          />
          <Base answer={answer} value={body.base} onChange={(base) => set({ base })} />
          {rate('wageGrowth', ESTIMATE.wageGrowth, ESTIMATE.wageGrowthWhy)}
          {rate('baseGrowth', ESTIMATE.baseGrowth)}
          {rate('notionalRate', ESTIMATE.notionalRate)}
          <Slider
            label={say(ESTIMATE.monthsPerYear)}
            value={body.monthsPerYear ?? assumptions.monthsPerYear}
            max={12}
            step={1}
            text={say(ESTIMATE.monthsOf, { n: body.monthsPerYear ?? assumptions.monthsPerYear })}
            onChange={(monthsPerYear) => set({ monthsPerYear })}
          />
        </div>
      </Section>
    </div>
  )
}

/** Statutory again: no month is named. */
function without({ retirement: _, ...rest }: EstimateBody): EstimateBody {
  return rest
}

/** Another group has other bounds: a month chosen under the old ones is let go. */
function Groups({ answer, onChange }: Pick<Props, 'answer' | 'onChange'>) {
  const { say } = useLanguage()
  return (
    <Field label={say(ESTIMATE.group)}>
      <Segmented
        aria-label={say(ESTIMATE.group)}
        value={answer.assumptions.group}
        options={answer.bounds.groups.map((value) => ({ value, label: say(GROUP_NAMES[value]!) }))}
        onChange={(group) => onChange({ group: group as NonNullable<EstimateBody['group']> })}
      />
    </Field>
  )
}

interface BaseProps {
  readonly answer: EstimateAnswer
  readonly value: number | undefined
  readonly onChange: (base: number) => void
}

function Base({ answer, value, onChange }: BaseProps) {
  const { say } = useLanguage()
  const id = useId()
  const { baseFloor, baseCeiling } = answer.bounds
  return (
    <div className="condition">
      <label htmlFor={id}>{say(ESTIMATE.base)}</label>
      <InputNumber
        id={id}
        inputMode="numeric"
        min={1}
        max={1_000_000}
        step={500}
        precision={0}
        value={Math.round((value ?? answer.assumptions.base) / 100)}
        onChange={(yuan) => yuan !== null && onChange(yuan * 100)}
      />
      {baseFloor !== undefined && baseCeiling !== undefined && (
        <small>{say(ESTIMATE.baseBounds, { floor: amountText(baseFloor), ceiling: amountText(baseCeiling) })}</small>
      )}
    </div>
  )
}

function Field({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="condition">
      <span>{label}</span>
      {children}
    </div>
  )
}

/** 26_200 → 2.62%. */
export function percent(rate: number): string {
  return `${(rate / 10_000).toFixed(2).replace(/\.?0+$/, '')}%`
}
