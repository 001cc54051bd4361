"""Addresses of FMS cases, their letters and documents, and of agreements."""

from django.urls import path

from ..views import agreements, case_documents, case_funding, fms

PROGRAM = "programs/<slug:number>/"
CASE = "fms-cases/<int:pk>/"
DOCUMENT = "case-documents/<int:pk>/"

urlpatterns = [
    path(f"{PROGRAM}letters/new/", fms.ReceiveLetter.as_view(), name="letter-add"),
    path(f"{PROGRAM}cases/new/", fms.AddFmsCase.as_view(), name="fms-case-add"),
    path("letters/<int:pk>/check/", fms.CheckLetter.as_view(), name="letter-check"),
    path("fmf/<slug:code>/", fms.FmfPartner.as_view(), name="fmf-partner"),
    path("fms-cases/", fms.DocumentList.as_view(), name="fms-case-list"),
    path(CASE, fms.FmsCasePage.as_view(), name="fms-case-detail"),
    path(f"{CASE}documents/new/", case_documents.AddDocument.as_view(), name="case-document-add"),
    path(f"{CASE}funding/new/", case_funding.Commit.as_view(), name="case-funding-add"),
    path(f"{CASE}funding/return/", case_funding.GiveBack.as_view(), name="case-funding-return"),
    path("cash-flow/new/", case_funding.PlanPayment.as_view(), name="cash-flow-add"),
    path(DOCUMENT, case_documents.DocumentPage.as_view(), name="case-document-detail"),
    path(f"{DOCUMENT}step/", case_documents.DocumentStep.as_view(), name="case-document-step"),
    path(f"{DOCUMENT}lines/new/", case_documents.AddLine.as_view(), name="fms-line-add"),
    path(f"{DOCUMENT}terms/", case_documents.SetTerms.as_view(), name="case-document-terms"),
    path(f"{DOCUMENT}offer/", case_documents.Offer.as_view(), name="case-document-offer"),
    path(f"{DOCUMENT}extend/", case_documents.ExtendOffer.as_view(), name="case-document-extend"),
    path(f"{DOCUMENT}accept/", case_documents.Accept.as_view(), name="case-document-accept"),
    path(f"{DOCUMENT}deposit/", case_documents.RecordDeposit.as_view(), name="case-document-deposit"),
    path(f"{DOCUMENT}implement/", case_documents.Implement.as_view(), name="case-document-implement"),
    path(f"{DOCUMENT}milestones/new/", case_documents.RecordMilestone.as_view(), name="case-milestone-add"),
    path("case-duties/<int:pk>/meet/", case_documents.MeetDuty.as_view(), name="case-duty-meet"),
    path("agreements/", agreements.AgreementList.as_view(), name="agreement-list"),
    path("agreements/new/", agreements.NewAgreement.as_view(), name="agreement-add"),
    path("agreements/determinations/new/", agreements.Determine.as_view(), name="grant-determination-add"),
    path("agreements/<int:pk>/list-sent/", agreements.SendList.as_view(), name="agreement-list-sent"),
]
