import { Button, Input } from 'antd'
import { useState } from 'react'
import type { PapersRequest } from '../../src/collection/work-contract.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { WORK } from './work-words.js'

type Item = { item: string; basis: string; whyNew: string }
const EMPTY: Item = { item: '', basis: '', whyNew: '' }

interface Props {
  readonly busy: boolean
  readonly error: unknown
  /** Papers were asked for before: each item says what is new. */
  readonly isAgain: boolean
  readonly onClose: () => void
  readonly onSend: (items: PapersRequest['items']) => void
}

/** 一次告知补正：the whole list, each with its basis. */
export function PapersDialog({ busy, error, isAgain, onClose, onSend }: Props) {
  const { say } = useLanguage()
  const [items, setItems] = useState<Item[]>([{ ...EMPTY }])
  const [tried, setTried] = useState(false)
  const isShort = items.some(({ item, basis }) => item.trim().length < 2 || basis.trim().length < 2)
  const change = (at: number, part: Partial<Item>) =>
    setItems(items.map((one, i) => (i === at ? { ...one, ...part } : one)))
  const send = () => {
    setTried(true)
    if (isShort) return
    onSend(
      items.map(({ item, basis, whyNew }) => ({
        ...{ item: item.trim(), basis: basis.trim() },
        ...(whyNew.trim() === '' ? {} : { whyNew: whyNew.trim() }),
      })),
    )
  }
  return (
    <Dialog
      title={say(WORK.askPapers)}
      wide
      onClose={onClose}
      action={{ text: say(WORK.askPapers), busy, onClick: send }}
    >
      <div className="return-form">
        <p>{say(WORK.askPapersLead)}</p>
        <FormProblem error={error} />
        {items.map((one, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the items have no names of their own and are never reordered
          <div key={i} className="papers-item">
            <Input
              aria-label={say(WORK.paperItem)}
              placeholder={say(WORK.paperItem)}
              value={one.item}
              maxLength={100}
              onChange={({ target }) => change(i, { item: target.value })}
            />
            <Input
              aria-label={say(WORK.paperBasis)}
              placeholder={say(WORK.paperBasis)}
              value={one.basis}
              maxLength={200}
              onChange={({ target }) => change(i, { basis: target.value })}
            />
            {isAgain && (
              <Input
                aria-label={say(WORK.paperNew)}
                placeholder={say(WORK.paperNew)}
                value={one.whyNew}
                maxLength={500}
                onChange={({ target }) => change(i, { whyNew: target.value })}
              />
            )}
          </div>
        ))}
        {tried && isShort && (
          <p className="return-short" role="alert">
            {say(WORK.itemShort)}
          </p>
        )}
        <Button size="small" disabled={items.length >= 30} onClick={() => setItems([...items, { ...EMPTY }])}>
          {say(WORK.addItem)}
        </Button>
      </div>
    </Dialog>
  )
}
