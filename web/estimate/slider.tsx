import { type ReactNode, useId } from 'react'

interface Props {
  readonly label: string
  readonly value: number
  readonly min?: number
  readonly max: number
  readonly step: number
  /** The value as a person reads it, also for a screen reader. */
  readonly text: string
  readonly hint?: string | undefined
  readonly aside?: ReactNode
  readonly onChange: (value: number) => void
}

/** 拖条。The browser's own: arrows, Home and End work, and a finger. */
export function Slider({ label, value, min = 0, max, step, text, hint, aside, onChange }: Props) {
  const id = useId()
  return (
    <div className="condition">
      <div className="condition-head">
        <label htmlFor={id}>{label}</label>
        <output htmlFor={id} className="number">
          {text}
        </output>
      </div>
      <input
        id={id}
        type="range"
        min={min}
        max={Math.max(max, value)}
        step={step}
        value={value}
        aria-valuetext={text}
        onChange={({ target }) => onChange(Number(target.value))}
      />
      {aside}
      {hint && <small>{hint}</small>}
    </div>
  )
}
