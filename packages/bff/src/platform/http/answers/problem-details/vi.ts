import type { ProblemWords } from './problem-words.ts';

/** Vietnamese. No person has checked it yet. */
export const vi: ProblemWords = {
  invalid_request: 'Xin kiểm tra thông tin và thử lại.',
  malformed_request: 'Trang này đã gặp lỗi. Hãy tải lại và thử lại.',
  unauthorized:
    'Đường liên kết này không còn hiệu lực. Hãy mở email mới nhất của chúng tôi, hoặc gọi phòng khám.',
  forbidden:
    'Đường liên kết này không mở được lịch hẹn đó. Hãy mở email mới nhất của chúng tôi, hoặc gọi phòng khám.',
  origin_not_allowed: 'Không đặt hẹn được từ trang này. Hãy gọi phòng khám để đặt.',
  not_found: 'Chúng tôi không tìm thấy. Hãy tải lại trang, hoặc gọi phòng khám.',
  method_not_allowed: 'Trang này đã gặp lỗi. Hãy tải lại và thử lại.',
  slot_unavailable: 'Vừa có người khác đặt giờ đó. Hãy chọn giờ khác.',
  service_not_open: 'Dịch vụ này chưa mở. Quý vị có thể ghi tên vào danh sách chờ.',
  booking_not_cancellable: 'Không còn thay đổi được lịch hẹn này ở đây. Hãy gọi phòng khám.',
  booking_not_reschedulable: 'Không chuyển được cuộc hẹn này ở đây. Hãy gọi phòng khám.',
  too_late_to_reschedule: 'Đã quá trễ để chuyển cuộc hẹn này ở đây. Hãy gọi phòng khám.',
  rescheduling_limit_reached: 'Không chuyển được cuộc hẹn này lần nữa ở đây. Hãy gọi phòng khám.',
  price_differs: 'Giá của lần khám này đã thay đổi. Hãy gọi phòng khám để chuyển cuộc hẹn.',
  appointment_not_started: 'Cuộc hẹn này chưa bắt đầu.',
  refund_not_possible: 'Không có khoản thanh toán nào có thể hoàn lại.',
  changed_meanwhile: 'Nội dung này vừa bị thay đổi.',
  hold_not_extendable: 'Không giữ giờ này lâu hơn được nữa. Hãy thanh toán ngay, hoặc chọn lại giờ.',
  request_in_progress: 'Chúng tôi vẫn đang xử lý. Hãy chờ giây lát và thử lại.',
  payload_too_large: 'Nội dung quá dài. Hãy rút ngắn và thử lại.',
  unsupported_media_type: 'Trang này đã gặp lỗi. Hãy tải lại và thử lại.',
  idempotency_key_reused: 'Trang này đã gặp lỗi. Hãy tải lại và thử lại.',
  too_many_requests: 'Đã thử quá nhiều lần. Hãy chờ một phút và thử lại, hoặc gọi cho chúng tôi.',
  calendar_unavailable: 'Hiện chúng tôi không đọc được lịch. Hãy thử lại sau giây lát.',
  payment_unavailable:
    'Hiện chúng tôi không nhận thanh toán được. Quý vị không bị tính phí. Hãy thử lại sau giây lát, hoặc gọi phòng khám.',
  service_unavailable: 'Hiện không đặt hẹn được. Hãy thử lại sau giây lát.',
  internal_error: 'Phía chúng tôi đã gặp lỗi. Hãy thử lại sau giây lát.',
  not_bookable_online: 'Cuộc hẹn này không đặt trực tuyến được. Hãy gọi phòng khám để đặt.',
};
