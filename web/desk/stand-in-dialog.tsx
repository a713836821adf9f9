import { Input, Select } from 'antd'
import { useState } from 'react'
import type { StaffView, StandInRequest } from '../../src/collection/work-contract.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { today } from '../shell/today.js'
import { WORK } from './work-words.js'

interface Props {
  readonly view: StaffView
  readonly busy: boolean
  readonly error: unknown
  readonly onClose: () => void
  readonly onSend: (body: StandInRequest) => void
}

/** 登记缺勤与替岗。 */
export function StandInDialog({ view, busy, error, onClose, onSend }: Props) {
  const { say } = useLanguage()
  const [person, setPerson] = useState('')
  const [delegate, setDelegate] = useState('')
  const [fromDay, setFrom] = useState<string>(today())
  const [throughDay, setThrough] = useState<string>(today())
  const [reason, setReason] = useState('')
  const isOwn = person === ''
  const others = view.colleagues.filter(({ me }) => !me)
  const offered = isOwn ? others.filter(({ mayStandIn }) => mayStandIn) : others.filter((one) => one.person !== person)
  const send = () =>
    onSend({
      ...(isOwn ? {} : { person }),
      ...(delegate === '' ? {} : { delegate }),
      ...{ fromDay, throughDay, reason: reason.trim() },
    })
  return (
    <Dialog
      title={say(WORK.arrange)}
      onClose={onClose}
      action={{ text: say(WORK.arrange), busy, disabled: reason.trim().length < 2, onClick: send }}
    >
      <div className="return-form">
        <FormProblem error={error} />
        {view.abilities.includes('arrangeOthers') && (
          <Select
            aria-label={say(WORK.person)}
            value={person}
            onChange={(one: string) => setPerson(one)}
            options={[{ value: '', label: say(WORK.myself) }, ...others.map(optionOf)]}
          />
        )}
        <Select
          aria-label={say(WORK.delegate)}
          value={delegate}
          onChange={(one: string) => setDelegate(one)}
          options={[{ value: '', label: say(WORK.noDelegate) }, ...offered.map(optionOf)]}
        />
        <label htmlFor="stand-in-from">{say(WORK.from)}</label>
        <Input id="stand-in-from" type="date" value={fromDay} onChange={({ target }) => setFrom(target.value)} />
        <label htmlFor="stand-in-through">{say(WORK.through)}</label>
        <Input
          id="stand-in-through"
          type="date"
          value={throughDay}
          onChange={({ target }) => setThrough(target.value)}
        />
        <Input
          aria-label={say(WORK.reason)}
          placeholder={say(WORK.reason)}
          value={reason}
          maxLength={200}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
    </Dialog>
  )
}

export function optionOf({ person, name }: { readonly person: string; readonly name: string }) {
  return { value: person, label: name }
}
