import { DISCLOSED, type ReceiveInquiry } from '../../src/disclosure/contract.js'
import { useLanguage } from '../shell/language.js'
import { Ticks } from '../shell/ticks.js'
import { TextField } from './field.js'
import { PaperSlot } from './paper-slot.js'
import { DISCLOSURE } from './words.js'

type Sections = ReceiveInquiry['sections']

interface SectionsProps {
  readonly sections: Readonly<Sections>
  readonly onChange: (sections: Sections) => void
}

/** 所查项目. */
export function SectionsChoice({ sections, onChange }: SectionsProps) {
  const { say } = useLanguage()
  return (
    <Ticks
      label={say(DISCLOSURE.items)}
      value={sections}
      options={(Object.keys(DISCLOSED) as (keyof typeof DISCLOSED)[]).map((key) => ({
        value: key,
        label: say(DISCLOSED[key]),
      }))}
      onChange={onChange}
    />
  )
}

interface MonthsProps {
  readonly from: string
  readonly through: string
  readonly onChange: (change: { readonly from: string } | { readonly through: string }) => void
}

/** 所查月份，from one through another. */
export function MonthsFields({ from, through, onChange }: MonthsProps) {
  return (
    <>
      <TextField label={DISCLOSURE.from} type="month" value={from} onChange={(month) => onChange({ from: month })} />
      <TextField
        label={DISCLOSURE.through}
        type="month"
        value={through}
        onChange={(month) => onChange({ through: month })}
      />
    </>
  )
}

interface PapersProps {
  readonly ground: 'organ' | 'unit'
  readonly papers: Readonly<Record<string, string | undefined>>
  readonly onPaper: (name: string, documentId: string) => void
}

/** 应交的证明：those of an authority, or of another unit. */
export function DutyPapers({ ground, papers, onPaper }: PapersProps) {
  const { say } = useLanguage()
  const names = ground === 'organ' ? (['dutyProof', 'form', 'approval'] as const) : (['unitProof'] as const)
  return names.map((name) => (
    <PaperSlot
      key={name}
      label={say(DISCLOSURE[name])}
      paper={papers[name]}
      onPaper={(documentId) => onPaper(name, documentId)}
    />
  ))
}
