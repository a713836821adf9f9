import type { FastifyInstance } from 'fastify'
import type { Foundation } from './foundation.js'
import type { PaperDesks } from './paper-desk.js'
import type { Rooms } from './rooms.js'

/** 公众端口上的各室。 */
export async function publicRooms(
  _app: FastifyInstance,
  _house: Foundation,
  _rooms: Rooms,
  _papers: PaperDesks,
): Promise<void> {}

/** 经办端口上的各室。 */
export async function staffRooms(
  _app: FastifyInstance,
  _house: Foundation,
  _rooms: Rooms,
  _papers: PaperDesks,
): Promise<void> {}
