import { Button, Checkbox } from 'antd'
import { useLanguage } from '../shell/language.js'
import { TextField } from './field.js'
import { PaperSlot } from './paper-slot.js'
import { NEW_OFFICER, type OfficerDraft } from './receive-form.js'
import { DISCLOSURE } from './words.js'

/** 办案人员：each with the card seen, its copy, its validity. */
export function OfficersField({
  officers,
  onChange,
}: {
  readonly officers: readonly OfficerDraft[]
  readonly onChange: (officers: readonly OfficerDraft[]) => void
}) {
  const { say } = useLanguage()
  const set = (at: number, part: Partial<OfficerDraft>) =>
    onChange(officers.map((one, i) => (i === at ? { ...one, ...part } : one)))
  return (
    <>
      {officers.map((officer, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an officer not yet named has nothing else to be known by
        <fieldset key={at}>
          <legend>{say(DISCLOSURE.officer, { n: at + 1 })}</legend>
          <TextField label={DISCLOSURE.name} value={officer.name} onChange={(name) => set(at, { name })} />
          <TextField
            label={DISCLOSURE.cardKind}
            value={officer.cardKind}
            onChange={(cardKind) => set(at, { cardKind })}
          />
          <TextField
            label={DISCLOSURE.cardNumber}
            value={officer.cardNumber}
            onChange={(cardNumber) => set(at, { cardNumber })}
          />
          <TextField
            label={DISCLOSURE.validThrough}
            type="date"
            value={officer.validThrough}
            onChange={(validThrough) => set(at, { validThrough })}
          />
          <PaperSlot label={say(DISCLOSURE.copy)} paper={officer.copy} onPaper={(copy) => set(at, { copy })} />
          <Checkbox checked={officer.originalSeen} onChange={({ target }) => set(at, { originalSeen: target.checked })}>
            {say(DISCLOSURE.originalSeen)}
          </Checkbox>
        </fieldset>
      ))}
      <div>
        <Button onClick={() => onChange([...officers, NEW_OFFICER])}>{say(DISCLOSURE.addOfficer)}</Button>
      </div>
    </>
  )
}
