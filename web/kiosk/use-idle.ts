import { useCallback, useEffect, useRef, useState } from 'react'

interface Idle {
  /** 空闲多久即清屏，秒. */
  readonly idle: number
  /** The server is told of a touch, not of every one. */
  readonly onTouch: () => void
  readonly onIdle: () => void
}

const TELL_EVERY = 10_000

/** 空闲计时：the seconds left, counted from the last touch of screen or key. */
export function useIdle({ idle, onTouch, onIdle }: Idle): { readonly left: number; readonly touch: () => void } {
  const [left, setLeft] = useState(idle)
  const last = useRef(Date.now())
  const told = useRef(Date.now())
  const act = useRef({ onTouch, onIdle })
  act.current = { onTouch, onIdle }
  const touch = useCallback(() => {
    const now = Date.now()
    last.current = now
    setLeft(idle)
    if (now - told.current < TELL_EVERY) return
    told.current = now
    act.current.onTouch()
  }, [idle])
  useEffect(() => {
    const events = ['pointerdown', 'keydown', 'scroll'] as const
    for (const event of events) window.addEventListener(event, touch, { passive: true, capture: true })
    const timer = setInterval(() => {
      const rest = Math.max(0, idle - Math.floor((Date.now() - last.current) / 1000))
      setLeft(rest)
      if (rest > 0) return
      clearInterval(timer)
      act.current.onIdle()
    }, 500)
    return () => {
      clearInterval(timer)
      for (const event of events) window.removeEventListener(event, touch, { capture: true })
    }
  }, [idle, touch])
  return { left, touch }
}
