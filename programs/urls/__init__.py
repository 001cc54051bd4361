"""Addresses of programs and their money."""

from django.urls import path

from .. import kinds
from ..views import (
    deliveries,
    exits,
    funds,
    gscf,
    ledger,
    milestones,
    pasting,
    plans,
    programs,
    seat_life,
    seats,
    title_ten,
    training,
)
from . import alumni as alumni_urls
from . import budget as budget_urls
from . import caps as cap_urls
from . import catalog as catalog_urls
from . import cwd as cwd_urls
from . import end_use as end_use_urls
from . import fms as fms_urls
from . import notifications as notification_urls
from . import offices as office_urls
from . import pipeline as pipeline_urls
from . import pko as pko_urls
from . import restrictions as restriction_urls
from . import second_tier as second_tier_urls
from . import training_plans as training_plan_urls

PROGRAM = "programs/<slug:number>/"
SEAT = "seats/<int:pk>/"
OBLIGATION = "obligations/<int:pk>/"
FUND = "funds/<slug:number>/"

urlpatterns = [
    path("programs/", programs.ProgramList.as_view(), name="program-list"),
    path("programs/new/", plans.NewProgram.as_view(), name="program-add"),
    *(
        path(f"programs/{slug}/", programs.KindPage.as_view(), {"slug": slug}, name=f"kind-{slug}")
        for slug in kinds.BY_SLUG
    ),
    path(PROGRAM, programs.ProgramPage.as_view(), name="program-detail"),
    path(f"{PROGRAM}step/", programs.ProgramStep.as_view(), name="program-step"),
    path(f"{PROGRAM}edit/", plans.EditProgram.as_view(), name="program-edit"),
    path(f"{PROGRAM}recipients/new/", plans.Nominate.as_view(), name="recipient-add"),
    path(f"{PROGRAM}vetting/new/", plans.AskForVetting.as_view(), name="program-vetting"),
    path(f"{PROGRAM}seats/new/", seats.RequestSeats.as_view(), name="seat-add"),
    path(f"{PROGRAM}obligations/new/", ledger.ProposeObligation.as_view(), name="obligation-add"),
    path(f"{PROGRAM}deliveries/new/", deliveries.RecordDelivery.as_view(), name="delivery-add"),
    path(f"{PROGRAM}deliveries/paste/", pasting.PasteDeliveries.as_view(), name="delivery-paste"),
    path(f"{PROGRAM}deliveries/pasted/<int:pk>/", pasting.TakeBack.as_view(), name="delivery-take-back"),
    path(f"{PROGRAM}decisions/new/", gscf.Decide.as_view(), name="decision-add"),
    path(f"{PROGRAM}contributions/new/", gscf.Contribute.as_view(), name="contribution-add"),
    path(f"{PROGRAM}contributions/return/", gscf.GiveBack.as_view(), name="contribution-return"),
    *cwd_urls.urlpatterns,
    path(f"{PROGRAM}milestones/plan/", milestones.PlanMilestones.as_view(), name="milestone-plan"),
    path(f"{PROGRAM}milestones/new/", milestones.AddMilestone.as_view(), name="milestone-add"),
    path(f"{PROGRAM}elements/", title_ten.WriteElements.as_view(), name="element-edit"),
    path(f"{PROGRAM}views/new/", title_ten.AskOffice.as_view(), name="office-view-add"),
    path(f"{PROGRAM}joint-plan/", title_ten.PlanTogether.as_view(), name="joint-plan-add"),
    path(f"{PROGRAM}concurrences/new/", title_ten.Decide.as_view(), name="concurrence-add"),
    path(f"{PROGRAM}certifications/new/", title_ten.Certify.as_view(), name="certification-add"),
    path(f"{PROGRAM}statuses/new/", title_ten.ReportStatus.as_view(), name="reported-status-add"),
    path("concurrences/", title_ten.ProposalList.as_view(), name="concurrence-list"),
    path("concurrences/views/<int:pk>/", title_ten.GiveView.as_view(), name="office-view-give"),
    path("concurrences/conditions/<int:pk>/", title_ten.MeetCondition.as_view(), name="condition-meet"),
    *pko_urls.urlpatterns,
    path("milestones/", milestones.MilestoneList.as_view(), name="milestone-list"),
    path("milestones/<int:pk>/", milestones.EditMilestone.as_view(), name="milestone-edit"),
    path("recipients/", plans.RecipientList.as_view(), name="recipient-list"),
    path("seats/", seats.SeatList.as_view(), name="seat-list"),
    path(SEAT, seats.SeatPage.as_view(), name="seat-detail"),
    path(f"{SEAT}step/", seats.SeatStep.as_view(), name="seat-step"),
    path(f"{SEAT}nominate/", seat_life.NominateStudent.as_view(), name="seat-nominate"),
    path(f"{SEAT}screen/", seat_life.ScreenStudent.as_view(), name="seat-screen"),
    path(f"{SEAT}cancel/", seat_life.CancelSeat.as_view(), name="seat-cancel"),
    path(f"{SEAT}contacts/new/", seat_life.RecordContact.as_view(), name="field-contact-add"),
    path(f"{SEAT}order/", seats.IssueOrder.as_view(), name="order-issue"),
    path(f"{SEAT}orders/<int:order>/amend/", seats.AmendOrder.as_view(), name="order-amend"),
    path(f"{SEAT}complete/", seats.CompleteSeat.as_view(), name="seat-complete"),
    path("deliveries/", deliveries.DeliveryList.as_view(), name="delivery-list"),
    path("obligations/", ledger.ObligationList.as_view(), name="obligation-list"),
    path(OBLIGATION, ledger.ObligationPage.as_view(), name="obligation-detail"),
    path(f"{OBLIGATION}step/", ledger.ObligationStep.as_view(), name="obligation-step"),
    path(f"{OBLIGATION}pay/", ledger.Pay.as_view(), name="obligation-pay"),
    path(f"{OBLIGATION}deobligate/", ledger.Deobligate.as_view(), name="obligation-deobligate"),
    path("funds/", funds.FundList.as_view(), name="fund-list"),
    path("funds/new/", funds.NewFund.as_view(), name="fund-add"),
    path(FUND, funds.FundPage.as_view(), name="fund-detail"),
    path(f"{FUND}appropriate/", funds.Appropriate.as_view(), name="fund-appropriate"),
    path(f"{FUND}apportion/", funds.Apportion.as_view(), name="fund-apportion"),
    path(f"{FUND}allot/", funds.Allot.as_view(), name="fund-allot"),
    path(f"{FUND}rescind/", exits.Rescind.as_view(), name="fund-rescind"),
    path(f"{FUND}transfer/", exits.Transfer.as_view(), name="fund-transfer"),
    path(f"{FUND}close/", exits.CloseNoYear.as_view(), name="fund-close"),
    *end_use_urls.urlpatterns,
    *fms_urls.urlpatterns,
    *notification_urls.urlpatterns,
    *office_urls.urlpatterns,
    *budget_urls.urlpatterns,
    *cap_urls.urlpatterns,
    *pipeline_urls.urlpatterns,
    *restriction_urls.urlpatterns,
    *second_tier_urls.urlpatterns,
    path("transactions/", ledger.TransactionList.as_view(), name="transaction-list"),
    path("transactions/<int:pk>/reverse/", ledger.Reverse.as_view(), name="transaction-reverse"),
    *alumni_urls.urlpatterns,
    *catalog_urls.urlpatterns,
    *training_plan_urls.urlpatterns,
    path("training/", training.TrainingList.as_view(), name="training-list"),
    path("training/names/", training.LabelList.as_view(), name="label-list"),
    path("training/names/<int:pk>/", training.AssignLabel.as_view(), name="label-assign"),
]
